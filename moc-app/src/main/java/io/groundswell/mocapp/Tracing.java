package io.groundswell.mocapp;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Turns tracing on where there is an OTLP endpoint to send traces to: {@code
 * OTEL_EXPORTER_OTLP_ENDPOINT}, or {@code OTLP_ENDPOINT}, with the path of traces or without.
 */
public final class Tracing implements ConfigSourceFactory {

  private static final String PATH_OF_TRACES = "/v1/traces";

  /** Above {@code application.properties}, below the environment. */
  private static final int ORDINAL = 275;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    return Stream.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTLP_ENDPOINT")
        .flatMap(name -> Optional.ofNullable(context.getValue(name).getValue()).stream())
        .filter(endpoint -> !endpoint.isBlank())
        .findFirst()
        .map(Tracing::to)
        .map(List::of)
        .orElse(List.of());
  }

  private static ConfigSource to(String endpoint) {
    String base = endpoint.strip().replaceAll(PATH_OF_TRACES + "/*$", "");
    return new PropertiesConfigSource(
        Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.exporter.otlp.endpoint", base),
        "tracing",
        ORDINAL);
  }
}
