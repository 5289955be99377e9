package io.groundswell.triggers;

import static io.groundswell.triggers.Config.Place.AUTH;
import static io.groundswell.triggers.Config.Place.ENV;
import static io.groundswell.triggers.Config.Place.METADATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {

  @Test
  void theFirstPlaceWins() {
    // Given
    Config config = config(Map.of("host", "a"), Map.of("host", "b"));

    // When
    String host = config.text("host", METADATA, AUTH, ENV);

    // Then
    assertThat(host).isEqualTo("a");
  }

  @Test
  void emptyValuesCountAsAbsentSoTheNextPlaceIsAsked() {
    // Given
    Config config = config(Map.of("host", "  "), Map.of("host", " b "));

    // When
    String host = config.text("host", METADATA, AUTH);

    // Then
    assertThat(host).isEqualTo("b");
  }

  @Test
  void environmentIsAskedByTheNameThatMetadataGives() {
    // Given
    Config config =
        new Config(
            new TriggerSpec(
                0, "rabbitmq", Map.of("hostFromEnv", "URL"), Map.of(), Map.of("URL", "c")));

    // When
    String host = config.text("host", METADATA, AUTH, ENV);

    // Then
    assertThat(host).isEqualTo("c");
  }

  @Test
  void allProblemsAreToldInOneLine() {
    // Given
    Config config = config(Map.of("value", "lots", "useRegex", "perhaps"), Map.of());
    config.required("queueName", METADATA);
    config.required("host", METADATA, AUTH, ENV);
    config.number("value", 0);
    config.flag("useRegex", false, METADATA);

    // When
    var thrown = assertThatThrownBy(config::check);

    // Then
    thrown
        .isInstanceOf(TriggerException.class)
        .hasMessage(
            "error parsing rabbitmq metadata: "
                + "missing required parameter \"queueName\" in [triggerMetadata]; "
                + "missing required parameter \"host\" in [triggerMetadata authParams resolvedEnv];"
                + " unable to set param \"value\" value \"lots\": must be a number; "
                + "unable to set param \"useRegex\" value \"perhaps\": must be true or false");
  }

  @Test
  void valuesOfSecretsAreNotTold() {
    // Given
    Config config = config(Map.of(), Map.of("tls", "hunter2"));
    config.oneOf("tls", "disable", List.of("enable", "disable"), METADATA, AUTH);

    // When
    var thrown = assertThatThrownBy(config::check);

    // Then
    thrown
        .hasMessageContaining("\"tls\" must be one of [enable disable]")
        .message()
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource({"1000, PT1S", "2s, PT2S", "1, PT0.001S"})
  void timesAreDurationsOrMilliseconds(String text, Duration expected) {
    // Given
    Config config = config(Map.of("timeout", text), Map.of());

    // When
    var duration = config.duration("timeout");

    // Then
    assertThat(duration).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"-1", "-5s", "soon", "1d"})
  void otherTimesAreRefused(String text) {
    // Given
    Config config = config(Map.of("timeout", text), Map.of());
    config.duration("timeout");

    // When
    var thrown = assertThatThrownBy(config::check);

    // Then
    thrown.hasMessageContaining("unable to set param \"timeout\" value \"" + text + "\"");
  }

  @Test
  void mapsAreTrimmedPairs() {
    // Given
    Config config = config(Map.of("customHeaders", "a = 1 , b=2"), Map.of());

    // When
    Map<String, String> map = config.map("customHeaders");

    // Then
    assertThat(map).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
  }

  private static Config config(Map<String, String> metadata, Map<String, String> auth) {
    return new Config(new TriggerSpec(0, "rabbitmq", metadata, auth, Map.of()));
  }
}
