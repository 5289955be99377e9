package io.groundswell.mocapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingTest {

  @ParameterizedTest
  @CsvSource({
    "OTEL_EXPORTER_OTLP_ENDPOINT, http://collector:4318",
    "OTLP_ENDPOINT, http://collector:4318",
    "OTLP_ENDPOINT, http://collector:4318/v1/traces",
  })
  void anEndpointTurnsItOn(String variable, String endpoint) {
    // When
    SmallRyeConfig config = config(Map.of(variable, endpoint));

    // Then
    assertThat(config.getConfigValue("quarkus.otel.exporter.otlp.endpoint").getRawValue())
        .isEqualTo("http://collector:4318");
    assertThat(config.getConfigValue("quarkus.otel.sdk.disabled").getRawValue()).isEqualTo("false");
  }

  @Test
  void withoutOneItStaysOff() {
    // When
    SmallRyeConfig config = config(Map.of("OTLP_ENDPOINT", ""));

    // Then
    assertThat(config.getConfigValue("quarkus.otel.sdk.disabled").getRawValue()).isEqualTo("true");
  }

  private static SmallRyeConfig config(Map<String, String> environment) {
    return new SmallRyeConfigBuilder()
        .withSources(
            new PropertiesConfigSource(
                Map.of("quarkus.otel.sdk.disabled", "true"), "application.properties", 250))
        .withSources(new PropertiesConfigSource(environment, "environment", 300))
        .withSources(new Tracing())
        .build();
  }
}
