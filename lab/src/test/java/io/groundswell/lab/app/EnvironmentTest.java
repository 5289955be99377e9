package io.groundswell.lab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.groundswell.lab.LabException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

  private final Environment environment =
      new Environment(
          new Secrets(Map.of(new SecretKey("rabbitmq", "password"), "hush")),
          Map.of("rabbitmq:5672", "127.0.0.1:40001"));

  @ParameterizedTest
  @CsvSource({
    "amqp://rabbitmq:5672/v, amqp://127.0.0.1:40001/v",
    "rabbitmq.groundswell:5672, 127.0.0.1:40001",
    "rabbitmq.groundswell.svc.cluster.local:5672, 127.0.0.1:40001",
    "my-rabbitmq:5672, my-rabbitmq:5672",
    "rabbitmq:56720, rabbitmq:56720",
    "rabbitmq, rabbitmq",
  })
  void putsThisMachinesAddressInPlaceOfAServices(String value, String resolved) {
    // Given
    List<EnvVar> variables = List.of(new EnvVar("ADDRESS", value, null));

    // When
    Map<String, String> all = environment.resolve(variables, "pod", "ns", Map.of());

    // Then
    assertThat(all).containsEntry("ADDRESS", resolved);
  }

  @Test
  void readsSecretsAndThePodsOwnName() {
    // Given
    List<EnvVar> variables =
        List.of(
            new EnvVarBuilder()
                .withName("PASSWORD")
                .withNewValueFrom()
                .withNewSecretKeyRef("password", "rabbitmq", false)
                .endValueFrom()
                .build(),
            new EnvVarBuilder()
                .withName("POD")
                .withNewValueFrom()
                .withNewFieldRef("v1", "metadata.name")
                .endValueFrom()
                .build());

    // When
    Map<String, String> all = environment.resolve(variables, "pod-1", "ns", Map.of());

    // Then
    assertThat(all).containsOnly(Map.entry("PASSWORD", "hush"), Map.entry("POD", "pod-1"));
  }

  @Test
  void whatTheUserSetsWinsAndNeedsNoSecret() {
    // Given
    List<EnvVar> variables = List.of(secret("TOKEN", "unknown", "token"));

    // When
    Map<String, String> all = environment.resolve(variables, "pod", "ns", Map.of("TOKEN", "mine"));

    // Then
    assertThat(all).containsOnly(Map.entry("TOKEN", "mine"));
  }

  @Test
  void anUnknownSecretIsNamedWithTheWayOutAndWithoutValues() {
    // Given
    List<EnvVar> variables = List.of(secret("TOKEN", "unknown", "token"));

    // When
    var thrown = assertThatThrownBy(() -> environment.resolve(variables, "pod", "ns", Map.of()));

    // Then
    thrown
        .isInstanceOf(LabException.class)
        .hasMessageContaining("TOKEN needs the key token of the Secret unknown")
        .hasMessageContaining("--env")
        .message()
        .doesNotContain("hush");
  }

  private static EnvVar secret(String variable, String name, String key) {
    return new EnvVarBuilder()
        .withName(variable)
        .withNewValueFrom()
        .withNewSecretKeyRef(key, name, false)
        .endValueFrom()
        .build();
  }
}
