package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.groundswell.keda.deployment.ScaledObjects.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManifestDecoratorTest {

  private static final Target TARGET = new Target("apps/v1", "Deployment", "consumer");
  private static final Resource SCALED_OBJECT =
      new Resource(
          Resource.KEDA,
          "ScaledObject",
          "consumer",
          Map.of("a", "b"),
          Map.of("triggers", List.of()));

  private static final Deployment DEPLOYMENT =
      new DeploymentBuilder()
          .withNewMetadata()
          .withName("consumer")
          .withNamespace("groundswell")
          .withLabels(labels())
          .endMetadata()
          .withNewSpec()
          .withReplicas(1)
          .withNewSelector()
          .withMatchLabels(labels())
          .endSelector()
          .withNewTemplate()
          .withNewSpec()
          .addNewContainer()
          .withName("consumer")
          .endContainer()
          .endSpec()
          .endTemplate()
          .endSpec()
          .build();

  private static Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("part-of", "groundswell");
    labels.put("name", "consumer");
    return labels;
  }

  private static List<HasMetadata> decorated(HasMetadata... items) {
    KubernetesListBuilder list = new KubernetesListBuilder().withItems(items);
    new ManifestDecorator(
            TARGET, List.of(SCALED_OBJECT), Optional.empty(), Application.bare().settings().istio())
        .visit(list);
    return list.buildItems();
  }

  @Test
  void addsAnObjectWithNamespaceAndLabelsOfTheWorkload() {
    // When
    List<HasMetadata> items = decorated(DEPLOYMENT);

    // Then
    assertThat(items.getLast().getMetadata())
        .isEqualTo(
            new ObjectMetaBuilder()
                .withName("consumer")
                .withNamespace("groundswell")
                .withLabels(labels())
                .withAnnotations(Map.of("a", "b"))
                .build());
  }

  @Test
  void keepsTheApplicationsOwnObjectOfTheSameName() {
    // Given
    GenericKubernetesResource own = new GenericKubernetesResource();
    own.setApiVersion("keda.sh/v1alpha1");
    own.setKind("ScaledObject");
    own.setMetadata(new ObjectMetaBuilder().withName("consumer").build());

    // When
    List<HasMetadata> items = decorated(DEPLOYMENT, own);

    // Then
    assertThat(items).hasSize(2).contains(own);
  }

  @Test
  void routesNothingWithoutAService() {
    // Given
    KedaConfig.Istio istio =
        Application.bare().set("quarkus.keda.istio.enabled", "true").settings().istio();
    KubernetesListBuilder list = new KubernetesListBuilder().withItems(DEPLOYMENT);

    // When / Then
    assertThatThrownBy(
            () -> new ManifestDecorator(TARGET, List.of(), Optional.empty(), istio).visit(list))
        .hasMessageContaining(
            "quarkus.keda.istio.enabled=true, but Deployment consumer has no Service to route to");
  }

  @Test
  void leavesAListWithoutTheWorkloadAlone() {
    // Given
    HasMetadata service =
        new ServiceBuilder().withNewMetadata().withName("consumer").endMetadata().build();

    // When
    List<HasMetadata> items = decorated(service);

    // Then
    assertThat(items).containsExactly(service);
  }

  @Test
  void sortsLabels() {
    // When
    List<HasMetadata> items = decorated(DEPLOYMENT);

    // Then
    assertThat(((Deployment) items.getFirst()).getSpec().getSelector().getMatchLabels())
        .containsExactly(Map.entry("name", "consumer"), Map.entry("part-of", "groundswell"));
  }
}
