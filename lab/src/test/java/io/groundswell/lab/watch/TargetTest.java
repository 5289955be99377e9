package io.groundswell.lab.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.groundswell.lab.LabException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetTest {

  private final List<GenericKubernetesResource> two =
      List.of(Given.scaledObject("a"), Given.scaledObject("b"));

  @Test
  void theOnlyOneIsTaken() {
    // When
    Target target =
        Target.choose(List.of(Given.scaledObject("consumer")), Optional.empty(), "shop");

    // Then
    assertThat(target.deployment()).isEqualTo("consumer");
    assertThat(target.hpa()).isEqualTo("keda-hpa-consumer");
    assertThat(target.broker()).isEqualTo("rabbitmq");
  }

  @Test
  void oneOfSeveralIsTakenByItsName() {
    // When
    Target target = Target.choose(two, Optional.of("b"), "shop");

    // Then
    assertThat(target.scaledObject().name()).isEqualTo("b");
  }

  @Test
  void severalAreNamed() {
    // When / Then
    assertThatThrownBy(() -> Target.choose(two, Optional.empty(), "shop"))
        .isInstanceOf(LabException.class)
        .hasMessage("namespace shop has the ScaledObjects a, b: name one by --object");
  }

  @Test
  void noneIsSaidToBe() {
    // When / Then
    assertThatThrownBy(() -> Target.choose(List.of(), Optional.empty(), "shop"))
        .hasMessageContaining("namespace shop has no ScaledObject");
  }

  @Test
  void aWrongNameIsHeldAgainstTheRightOnes() {
    // When / Then
    assertThatThrownBy(() -> Target.choose(two, Optional.of("c"), "shop"))
        .hasMessage("namespace shop has no ScaledObject c: it has a, b");
  }
}
