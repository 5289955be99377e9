package io.groundswell.mocapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.mocapp.burn.ProcessMemory;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  private static final long MEBIBYTE = 1 << 20;
  private static final ProcessMemory ROOMY = memory(1024, 256, 512);

  private static ProcessMemory memory(long total, long heap, long direct) {
    return new ProcessMemory(total * MEBIBYTE, heap * MEBIBYTE, direct * MEBIBYTE);
  }

  @Test
  void nothingSetIsTheDefault() {
    // Given
    MocAppConfig nothing = config(Map.of());

    // When
    Settings settings = Settings.of(nothing, ROOMY);

    // Then
    assertThat(settings)
        .isEqualTo(
            new Settings(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                Duration.ZERO,
                Optional.empty(),
                16,
                64 * MEBIBYTE,
                128 * MEBIBYTE,
                false));
  }

  @Test
  void destinationsAreSeparatedByCommas() {
    // Given
    MocAppConfig config = config(Map.of("moc.destinations", "http://b:8000/, https://c/moc"));

    // When
    Settings settings = Settings.of(config, ROOMY);

    // Then
    assertThat(settings.destinations())
        .containsExactly(URI.create("http://b:8000"), URI.create("https://c/moc"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "moc.destinations | app-b:8000 | APP_URL_DESTINO is 'app-b:8000', must be addresses such as"
            + " http://app-b:8000, with commas between them",
        "moc.errors | 101 | APP_ERRORS is '101', must be a whole number from 0 to 100",
        "moc.errors | 5% | APP_ERRORS is '5%', must be a whole number from 0 to 100",
        "moc.latency | -1 | APP_LATENCY is '-1', must be a whole number from 0 to 60000",
        "moc.queue-url | orders | SQS_QUEUE_URL is 'orders', must be an address such as"
            + " https://sqs.eu-west-1.amazonaws.com/123456789012/orders",
        "moc.burns | 0 | MOC_BURNS is '0', must be a whole number from 1 to 1000",
        "moc.memory | 0 | MOC_MEMORY is '0', must be a whole number from 1 to 65536",
        "moc.memory-limit | 63 | MOC_MEMORY_LIMIT is '63', must be a whole number from 64 to 65536",
        "moc.log-json | yes | LOG_JSON is 'yes', must be true or false",
      })
  void aWrongOneIsNamedWithItsValueAndTheWayOut(String name, String value, String message) {
    assertThatThrownBy(() -> Settings.of(config(Map.of(name, value)), ROOMY)).hasMessage(message);
  }

  @Test
  void theMemoryLimitFitsWhereNoneIsSet() {
    // When
    List<Long> limits =
        Stream.of(memory(512, 128, 128), memory(512, 256, 256), memory(4096, 1024, 100))
            .map(process -> Settings.of(config(Map.of()), process).memoryLimit() / MEBIBYTE)
            .toList();

    // Then
    assertThat(limits).containsExactly(128L, 112L, 100L);
  }

  @Test
  void aMemoryLimitAboveWhatTheProcessMayHaveIsNamedWithTheWayOut() {
    // Given
    MocAppConfig config = config(Map.of("moc.memory-limit", "200"));

    // When / Then
    assertThatThrownBy(() -> Settings.of(config, memory(512, 128, 128)))
        .hasMessage(
            "MOC_MEMORY_LIMIT is '200', must be at most 128, since there are 512 MiB for the"
                + " process and 128 of them may be heap: give it more, or set -Xmx and"
                + " -XX:MaxDirectMemorySize (now 128 MiB)");
  }

  private static MocAppConfig config(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withMapping(MocAppConfig.class)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(MocAppConfig.class);
  }
}
