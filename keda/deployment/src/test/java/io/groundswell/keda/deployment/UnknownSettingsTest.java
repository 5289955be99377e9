package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownSettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quarkus.keda.min-replicas",
        "quarkus.keda.channels.orders.target",
        "quarkus.keda.channels.\"my.orders\".metadata.timeout",
        "quarkus.keda.behavior.scale-up.policies[3].value",
        "quarkus.keda.triggers.x.secrets.host.name",
        "quarkus.keda.fallback.replicas",
        "quarkus.kubernetes.anything",
      })
  void leavesWhatIsKnownAlone(String name) {
    // Given
    Problems problems = new Problems();

    // When
    UnknownSettings.check(List.of(name), problems);

    // Then
    assertThat(problems.lines()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "quarkus.keda.cooldown-periode, quarkus.keda.cooldown-period",
    "quarkus.keda.max-replica, quarkus.keda.max-replicas",
    "quarkus.keda.channels.orders.targets, quarkus.keda.channels.orders.target",
  })
  void suggestsWhatWasMeant(String name, String meant) {
    // Given
    Problems problems = new Problems();

    // When
    UnknownSettings.check(List.of(name), problems);

    // Then
    assertThat(problems.lines())
        .containsExactly(name + " is no setting of the extension: did you mean " + meant + "?");
  }

  @Test
  void saysWhereToLookWhereNothingIsNear() {
    // Given
    Problems problems = new Problems();

    // When
    UnknownSettings.check(List.of("quarkus.keda.colour"), problems);

    // Then
    assertThat(problems.lines())
        .containsExactly(
            "quarkus.keda.colour is no setting of the extension: docs/keda.md lists all settings");
  }

  @Test
  void takesSettingsFromTheEnvironment() {
    // Given
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(KedaConfig.class)
            .withSources(
                new EnvConfigSource(
                    Map.of(
                        "QUARKUS_KEDA_MAX_REPLICAS",
                        "5",
                        "QUARKUS_KEDA_CHANNELS_ORDERS_TARGET",
                        "10"),
                    300))
            .build();
    Problems problems = new Problems();

    // When
    UnknownSettings.check(config.getPropertyNames(), problems);

    // Then
    assertThat(problems.lines()).isEmpty();
  }
}
