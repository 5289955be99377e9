package io.groundswell.keda.deployment;

import io.fabric8.kubernetes.api.model.CapabilitiesBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SeccompProfileBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.groundswell.keda.deployment.Derivation.ServiceAccount;
import io.groundswell.keda.deployment.Derivation.VariableFromSecret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Mends a Deployment, StatefulSet, Job or CronJob. Only what is not set is set, so that the
 * application's own {@code quarkus.kubernetes.*} keys and {@code src/main/kubernetes} hold.
 */
final class Workload {

  private static final String TMP = "/tmp";

  /** What Quarkus writes into a StatefulSet, Job or CronJob; there is no setting for it. */
  private static final Long QUARKUS_GRACE_PERIOD = 10L;

  private Workload() {}

  /**
   * What is to be mended.
   *
   * @param removeReplicas whether the number of replicas is KEDA's to decide
   * @param mountToken whether the pod gets a token for the Kubernetes API; empty leaves it open
   * @param serviceAccount the pod's service account
   */
  record Mending(
      boolean removeReplicas,
      Duration gracePeriod,
      Drain drain,
      boolean readOnlyRootFilesystem,
      Optional<Boolean> mountToken,
      List<VariableFromSecret> variables,
      Optional<ServiceAccount> serviceAccount) {}

  /** The pods' specification of the workload; empty where it is of another kind. */
  static Optional<PodSpec> pods(HasMetadata workload) {
    return switch (workload) {
      case Deployment d -> Optional.of(d.getSpec().getTemplate().getSpec());
      case StatefulSet s -> Optional.of(s.getSpec().getTemplate().getSpec());
      case Job j -> Optional.of(j.getSpec().getTemplate().getSpec());
      case CronJob c -> Optional.of(c.getSpec().getJobTemplate().getSpec().getTemplate().getSpec());
      default -> Optional.empty();
    };
  }

  /** Whether the workload's pods run as a service account. */
  static boolean isUsed(ServiceAccount account, HasMetadata workload) {
    return pods(workload).filter(p -> account.name().equals(p.getServiceAccountName())).isPresent();
  }

  /** Mends in place. */
  static void mend(HasMetadata workload, Mending mending) {
    if (mending.removeReplicas()) {
      switch (workload) {
        case Deployment d -> d.getSpec().setReplicas(null);
        case StatefulSet s -> s.getSpec().setReplicas(null);
        default -> throw new IllegalArgumentException("No replicas in a " + workload.getKind());
      }
    }
    pods(workload).ifPresent(pods -> mend(workload, pods, mending));
  }

  private static void mend(HasMetadata workload, PodSpec pods, Mending mending) {
    if (!(workload instanceof Deployment)
        && QUARKUS_GRACE_PERIOD.equals(pods.getTerminationGracePeriodSeconds())) {
      pods.setTerminationGracePeriodSeconds(null);
    }
    gracePeriod(pods, mending);
    if (pods.getAutomountServiceAccountToken() == null) {
      mending.mountToken().ifPresent(pods::setAutomountServiceAccountToken);
    }
    mending.serviceAccount().ifPresent(account -> serviceAccount(pods, account));
    restrict(pods);
    Container application = application(workload.getMetadata().getName(), pods);
    if (mending.readOnlyRootFilesystem()) {
      readOnly(pods, application);
    }
    mending.variables().forEach(variable -> define(variable, application));
  }

  private static void gracePeriod(PodSpec pods, Mending mending) {
    Long own = pods.getTerminationGracePeriodSeconds();
    if (own == null) {
      pods.setTerminationGracePeriodSeconds(mending.gracePeriod().toSeconds());
    } else if (own < mending.drain().total().toSeconds()) {
      throw new InvalidKedaSettingsException(
          List.of(
              mending
                  .drain()
                  .tooShort(
                      "terminationGracePeriodSeconds of src/main/kubernetes",
                      Duration.ofSeconds(own))));
    }
  }

  private static void serviceAccount(PodSpec pods, ServiceAccount account) {
    String own = pods.getServiceAccountName();
    if (own == null) {
      pods.setServiceAccountName(account.name());
    } else if (!own.equals(account.name()) && !account.annotations().isEmpty()) {
      throw new InvalidKedaSettingsException(
          List.of(
              "quarkus.keda.sqs.role-arn is for the service account %s, but the pods have another:"
                      .formatted(account.name())
                  + " set quarkus.keda.sqs.service-account=%s, or annotate that one yourself"
                      .formatted(own)));
    }
  }

  /** What the Pod Security level {@code restricted} asks for. */
  private static void restrict(PodSpec pods) {
    if (pods.getSecurityContext() == null) {
      pods.setSecurityContext(new PodSecurityContext());
    }
    PodSecurityContext pod = pods.getSecurityContext();
    if (pod.getRunAsNonRoot() == null) {
      pod.setRunAsNonRoot(true);
    }
    if (pod.getSeccompProfile() == null) {
      pod.setSeccompProfile(new SeccompProfileBuilder().withType("RuntimeDefault").build());
    }
    Stream.concat(pods.getInitContainers().stream(), pods.getContainers().stream())
        .forEach(Workload::restrict);
  }

  private static void restrict(Container container) {
    SecurityContext context = context(container);
    if (context.getAllowPrivilegeEscalation() == null) {
      context.setAllowPrivilegeEscalation(false);
    }
    if (context.getCapabilities() == null) {
      context.setCapabilities(new CapabilitiesBuilder().withDrop("ALL").build());
    }
  }

  private static SecurityContext context(Container container) {
    if (container.getSecurityContext() == null) {
      container.setSecurityContext(new SecurityContext());
    }
    return container.getSecurityContext();
  }

  private static void readOnly(PodSpec pods, Container application) {
    SecurityContext context = context(application);
    if (context.getReadOnlyRootFilesystem() != null) {
      return;
    }
    context.setReadOnlyRootFilesystem(true);
    if (application.getVolumeMounts().stream().anyMatch(m -> TMP.equals(m.getMountPath()))) {
      return;
    }
    String volume = "tmp";
    if (pods.getVolumes().stream().noneMatch(v -> volume.equals(v.getName()))) {
      pods.setVolumes(
          append(
              pods.getVolumes(),
              new VolumeBuilder()
                  .withName(volume)
                  .withEmptyDir(new EmptyDirVolumeSource())
                  .build()));
    }
    application.setVolumeMounts(
        append(
            application.getVolumeMounts(),
            new VolumeMountBuilder().withName(volume).withMountPath(TMP).build()));
  }

  private static void define(VariableFromSecret variable, Container application) {
    List<EnvVar> variables = application.getEnv();
    if (variables.stream().anyMatch(v -> variable.variable().equals(v.getName()))) {
      return;
    }
    application.setEnv(
        append(
            variables,
            new EnvVarBuilder()
                .withName(variable.variable())
                .withNewValueFrom()
                .withNewSecretKeyRef()
                .withName(variable.secret())
                .withKey(variable.key())
                .endSecretKeyRef()
                .endValueFrom()
                .build()));
  }

  /** The application's container: the one named as the workload, or else the first. */
  private static Container application(String name, PodSpec pods) {
    return pods.getContainers().stream()
        .filter(c -> name.equals(c.getName()))
        .findFirst()
        .orElseGet(() -> pods.getContainers().getFirst());
  }

  private static <T> List<T> append(List<T> list, T item) {
    List<T> longer = new ArrayList<>(list);
    longer.add(item);
    return longer;
  }
}
