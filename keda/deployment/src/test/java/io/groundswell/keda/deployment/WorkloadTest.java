package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.groundswell.keda.deployment.Derivation.ServiceAccount;
import io.groundswell.keda.deployment.Derivation.VariableFromSecret;
import io.groundswell.keda.deployment.Workload.Mending;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  private static final ServiceAccount ACCOUNT =
      new ServiceAccount("consumer", Map.of("role", "arn"));

  private static final Mending MENDING = mending(Optional.empty());

  private static Mending mending(Optional<ServiceAccount> serviceAccount) {
    return new Mending(
        true,
        Duration.ofSeconds(45),
        new Drain(Duration.ZERO, Duration.ofSeconds(40)),
        true,
        Optional.of(false),
        List.of(new VariableFromSecret("AMQP_ADDR", "rabbitmq", "amqp")),
        serviceAccount);
  }

  private static final PodSpec POD =
      new PodSpecBuilder()
          .addNewInitContainer()
          .withName("wait")
          .endInitContainer()
          .addNewContainer()
          .withName("log")
          .endContainer()
          .addNewContainer()
          .withName("consumer")
          .endContainer()
          .build();

  private static Deployment deployment(PodSpec pod) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName("consumer")
        .endMetadata()
        .withNewSpec()
        .withReplicas(1)
        .withNewTemplate()
        .withSpec(new PodSpecBuilder(pod).build())
        .endTemplate()
        .endSpec()
        .build();
  }

  private static PodSpec pod(Deployment deployment) {
    return deployment.getSpec().getTemplate().getSpec();
  }

  private static Container application(Deployment deployment) {
    return pod(deployment).getContainers().get(1);
  }

  @Test
  void leavesTheReplicasToKeda() {
    // Given
    Deployment deployment = deployment(POD);

    // When
    Workload.mend(deployment, MENDING);

    // Then
    assertThat(deployment.getSpec().getReplicas()).isNull();
  }

  @Test
  void leavesTheReplicasOfAStatefulSetToKeda() {
    // Given
    StatefulSet set =
        new StatefulSetBuilder()
            .withNewMetadata()
            .withName("consumer")
            .endMetadata()
            .withNewSpec()
            .withReplicas(1)
            .withNewTemplate()
            .withSpec(new PodSpecBuilder(POD).build())
            .endTemplate()
            .endSpec()
            .build();

    // When
    Workload.mend(set, MENDING);

    // Then
    assertThat(set.getSpec().getReplicas()).isNull();
  }

  @Test
  void keepsTheReplicasWhereKedaDoesNotScale() {
    // Given
    Deployment deployment = deployment(POD);

    // When
    Workload.mend(
        deployment,
        new Mending(
            false, Duration.ZERO, Drain.NONE, true, Optional.empty(), List.of(), Optional.empty()));

    // Then
    assertThat(deployment.getSpec().getReplicas()).isEqualTo(1);
  }

  @Test
  void givesThePodsTheirServiceAccount() {
    // Given
    Deployment deployment = deployment(POD);

    // When
    Workload.mend(deployment, mending(Optional.of(ACCOUNT)));

    // Then
    assertThat(pod(deployment).getServiceAccountName()).isEqualTo("consumer");
  }

  @Test
  void refusesARoleForAServiceAccountThatThePodsDoNotHave() {
    // Given
    Deployment deployment =
        deployment(new PodSpecBuilder(POD).withServiceAccountName("own").build());

    // When
    Throwable failure =
        catchThrowable(() -> Workload.mend(deployment, mending(Optional.of(ACCOUNT))));

    // Then
    assertThat(failure)
        .hasMessageEndingWith(
            "quarkus.keda.sqs.role-arn is for the service account consumer, but the pods have"
                + " another: set quarkus.keda.sqs.service-account=own, or annotate that one"
                + " yourself");
  }

  @Test
  void restrictsEveryContainer() {
    // Given
    Deployment deployment = deployment(POD);

    // When
    Workload.mend(deployment, MENDING);

    // Then
    PodSpec pod = pod(deployment);
    assertThat(Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream()))
        .extracting(
            Container::getName,
            c -> c.getSecurityContext().getAllowPrivilegeEscalation(),
            c -> c.getSecurityContext().getCapabilities().getDrop())
        .containsExactly(
            tuple("wait", false, List.of("ALL")),
            tuple("log", false, List.of("ALL")),
            tuple("consumer", false, List.of("ALL")));
  }

  @Test
  void givesTheApplicationAloneAReadOnlyRootAndAnEmptyTmp() {
    // Given
    Deployment deployment = deployment(POD);

    // When
    Workload.mend(deployment, MENDING);

    // Then
    assertThat(pod(deployment).getContainers())
        .extracting(
            c -> c.getSecurityContext().getReadOnlyRootFilesystem(),
            c -> c.getVolumeMounts().size())
        .containsExactly(tuple(null, 0), tuple(true, 1));
  }

  @Test
  void keepsWhatTheApplicationMountsAtTmp() {
    // Given
    PodSpec pod =
        new PodSpecBuilder(POD)
            .editLastContainer()
            .addNewVolumeMount()
            .withName("scratch")
            .withMountPath("/tmp")
            .endVolumeMount()
            .endContainer()
            .build();
    Deployment deployment = deployment(pod);

    // When
    Workload.mend(deployment, MENDING);

    // Then
    assertThat(application(deployment).getVolumeMounts()).hasSize(1);
  }

  @Test
  void keepsWhatTheApplicationSays() {
    // Given
    PodSpec pod =
        new PodSpecBuilder(POD)
            .withTerminationGracePeriodSeconds(90L)
            .withAutomountServiceAccountToken(true)
            .withNewSecurityContext()
            .withRunAsNonRoot(false)
            .withNewSeccompProfile()
            .withType("Unconfined")
            .endSeccompProfile()
            .endSecurityContext()
            .editLastContainer()
            .addNewEnv()
            .withName("AMQP_ADDR")
            .withValue("amqp://localhost")
            .endEnv()
            .withNewSecurityContext()
            .withReadOnlyRootFilesystem(false)
            .withAllowPrivilegeEscalation(true)
            .withNewCapabilities()
            .addToAdd("NET_BIND_SERVICE")
            .endCapabilities()
            .endSecurityContext()
            .endContainer()
            .editFirstContainer()
            .withNewSecurityContext()
            .withAllowPrivilegeEscalation(true)
            .withNewCapabilities()
            .addToAdd("NET_ADMIN")
            .endCapabilities()
            .endSecurityContext()
            .endContainer()
            .editFirstInitContainer()
            .withNewSecurityContext()
            .withAllowPrivilegeEscalation(true)
            .withNewCapabilities()
            .addToAdd("NET_ADMIN")
            .endCapabilities()
            .endSecurityContext()
            .endInitContainer()
            .build();
    Deployment deployment = deployment(pod);

    // When
    Workload.mend(deployment, MENDING);

    // Then
    assertThat(pod(deployment)).isEqualTo(pod);
  }

  @Test
  void changesNothingTheSecondTime() {
    // Given
    Deployment deployment = deployment(POD);
    Workload.mend(deployment, MENDING);
    Deployment mended = new DeploymentBuilder(deployment).build();

    // When
    Workload.mend(deployment, MENDING);

    // Then
    assertThat(deployment).isEqualTo(mended);
  }

  @Test
  void takesTheBrokersAddressFromTheSecret() {
    // Given
    Deployment deployment = deployment(POD);

    // When
    Workload.mend(deployment, MENDING);

    // Then
    EnvVar variable = application(deployment).getEnv().getFirst();
    assertThat(variable.getValueFrom().getSecretKeyRef())
        .extracting(s -> s.getName(), s -> s.getKey())
        .containsExactly("rabbitmq", "amqp");
  }

  @Test
  void refusesAGracePeriodOfTheManifestThatEndsBeforeTheDrain() {
    // Given
    PodSpec pod = new PodSpecBuilder(POD).withTerminationGracePeriodSeconds(39L).build();
    Deployment deployment = deployment(pod);

    // When / Then
    assertThatThrownBy(() -> Workload.mend(deployment, MENDING))
        .hasMessage(
            "settings to mend: 1\n"
                + "terminationGracePeriodSeconds of src/main/kubernetes=39s is shorter than the drain of"
                + " 40s (quarkus.shutdown.delay and quarkus.shutdown.timeout), so work in hand is"
                + " killed: it may be 45s or more");
  }

  @Test
  void findsThePodsOfJobs() {
    // Given
    var job =
        new JobBuilder().withNewSpec().withNewTemplate().withSpec(POD).endTemplate().endSpec();
    var cronJob =
        new CronJobBuilder()
            .withNewSpec()
            .withNewJobTemplate()
            .withNewSpec()
            .withNewTemplate()
            .withSpec(POD)
            .endTemplate()
            .endSpec()
            .endJobTemplate()
            .endSpec();

    // When
    List<Optional<PodSpec>> pods =
        List.of(Workload.pods(job.build()), Workload.pods(cronJob.build()));

    // Then
    assertThat(pods).containsExactly(Optional.of(POD), Optional.of(POD));
  }
}
