package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.groundswell.keda.deployment.ScaledObjects.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AutoscalersTest {

  private static final Target TARGET = new Target("apps/v1", "Deployment", "shop");

  private static final HasMetadata WORKLOAD =
      new DeploymentBuilder()
          .withNewMetadata()
          .withName("shop")
          .withNamespace("market")
          .endMetadata()
          .build();

  private static HasMetadata hpa(String namespace, String kind, String target) {
    return new HorizontalPodAutoscalerBuilder()
        .withNewMetadata()
        .withName("own")
        .withNamespace(namespace)
        .endMetadata()
        .withNewSpec()
        .withNewScaleTargetRef()
        .withKind(kind)
        .withName(target)
        .endScaleTargetRef()
        .endSpec()
        .build();
  }

  private static HasMetadata scaledObject(String name) {
    GenericKubernetesResource object = new GenericKubernetesResource();
    object.setApiVersion(Resource.KEDA);
    object.setKind("ScaledObject");
    object.setMetadata(new ObjectMetaBuilder().withName(name).build());
    object.setAdditionalProperty("spec", Map.of("scaleTargetRef", Map.of("name", "shop")));
    return object;
  }

  private static void check(List<HasMetadata> own, List<HasMetadata> derived) {
    Autoscalers.checkThereIsOne(own, derived, WORKLOAD, TARGET);
  }

  @Test
  void oneOfTheApplicationAndOneDerivedAreRefused() {
    // Given
    List<HasMetadata> own = List.of(WORKLOAD, hpa("market", "Deployment", "shop"));

    // When / Then
    assertThatThrownBy(() -> check(own, List.of(scaledObject("shop"))))
        .hasMessage(
            "settings to mend: 1\n"
                + "HorizontalPodAutoscaler own of src/main/kubernetes and ScaledObject shop, which"
                + " the build derives, both scale Deployment shop, and would undo each other's"
                + " replicas: keep one");
  }

  @Test
  void twoOfTheApplicationAreRefused() {
    // Given
    List<HasMetadata> own = List.of(scaledObject("a"), hpa(null, "Deployment", "shop"));

    // When / Then
    assertThatThrownBy(() -> check(own, List.of()))
        .hasMessageContaining(
            "ScaledObject a and HorizontalPodAutoscaler own of src/main/kubernetes both scale"
                + " Deployment shop");
  }

  @Test
  void whatScalesSomethingElseIsLeftAlone() {
    // Given
    List<HasMetadata> own =
        List.of(
            hpa("market", "Deployment", "till"),
            hpa("market", "StatefulSet", "shop"),
            hpa("elsewhere", "Deployment", "shop"));

    // When / Then
    assertThatCode(() -> check(own, List.of(scaledObject("shop")))).doesNotThrowAnyException();
  }
}
