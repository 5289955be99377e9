package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KubernetesDefaultsTest {

  private static SmallRyeConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withCustomizers(new KubernetesDefaults())
        .withSources(new PropertiesConfigSource(settings, "application", 100))
        .build();
  }

  private static String value(SmallRyeConfig config, String key) {
    return config.getConfigValue("quarkus.kubernetes." + key).getValue();
  }

  @Test
  void startsProbingAtOnceAndEachSecond() {
    // When
    SmallRyeConfig config = config(Map.of());

    // Then
    assertThat(value(config, "startup-probe.initial-delay") + value(config, "startup-probe.period"))
        .isEqualTo("0s1s");
  }

  @Test
  void givesAJvmLongerToStartThanANativeExecutable() {
    // When
    SmallRyeConfig jvm = config(Map.of());
    SmallRyeConfig executable = config(Map.of("quarkus.native.enabled", "true"));

    // Then
    assertThat(Integer.parseInt(value(jvm, "startup-probe.failure-threshold")))
        .isGreaterThan(Integer.parseInt(value(executable, "startup-probe.failure-threshold")));
  }

  @Test
  void deploysWithoutTouchingTheReplicasThatKedaHasSet() {
    // When
    SmallRyeConfig config = config(Map.of());

    // Then
    assertThat(value(config, "deploy-strategy")).isEqualTo("server-side-apply");
  }

  @Test
  void givesWayToTheApplication() {
    // When
    SmallRyeConfig config = config(Map.of("quarkus.kubernetes.image-pull-policy", "always"));

    // Then
    assertThat(value(config, "image-pull-policy")).isEqualTo("always");
  }

  @Test
  void setsNoRequestAboveTheApplicationsLimit() {
    // When
    SmallRyeConfig config = config(Map.of("quarkus.kubernetes.resources.limits.memory", "64Mi"));

    // Then
    assertThat(value(config, "resources.requests.memory")).isNull();
  }

  @Test
  void setsTheResourceThatTheApplicationLeavesOut() {
    // When
    SmallRyeConfig config = config(Map.of("quarkus.kubernetes.resources.limits.memory", "64Mi"));

    // Then
    assertThat(value(config, "resources.requests.cpu")).isEqualTo("250m");
  }

  @Test
  void setsNothingWhereTheDeploymentIsNotToBeMended() {
    // When
    SmallRyeConfig config = config(Map.of("quarkus.keda.deployment.enabled", "false"));

    // Then
    assertThat(value(config, "image-pull-policy")).isNull();
  }
}
