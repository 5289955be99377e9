package io.groundswell.keda.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.keda.deployment.ScalerSchema.Key;
import io.groundswell.keda.deployment.ScalerSchema.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalerSchemaTest {

  @Test
  void knowsAllScalersOfKeda() {
    // When
    ScalerSchema schema = ScalerSchema.load();

    // Then
    assertThat(schema.types())
        .hasSize(78)
        .contains("rabbitmq", "kafka", "aws-sqs-queue", "prometheus", "cron", "external-push");
  }

  @Test
  void readsAKey() {
    // Given
    List<String> lines = List.of("# note", "", "queue open", "  length me required integer>0");

    // When
    ScalerSchema schema = ScalerSchema.parse(lines);

    // Then
    assertThat(schema.scaler("queue").orElseThrow().keys())
        .containsExactly(
            Map.entry(
                "length",
                new Key(
                    "length",
                    true,
                    true,
                    false,
                    true,
                    false,
                    new Kind("integer", true, List.of()))));
  }

  @Test
  void takesAKeyWithAnyEndWhereTheScalerDoes() {
    // Given
    ScalerSchema schema = ScalerSchema.load();

    // When
    Optional<Key> key = schema.scaler("sumologic").orElseThrow().key("query.A");

    // Then
    assertThat(key).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "number, 1e3, true",
    "number, -0.5, true",
    "number, 1., false",
    "number, NaN, false",
    "number>0, 0.001, true",
    "number>0, 0.0, false",
    "integer, 5, true",
    "integer, 5.0, false",
    "integer>0, 0, false",
    "boolean, T, true",
    "boolean, yes, false",
    "a|b, b, true",
    "a|b, B, false",
    "string, anything, true",
  })
  void readsValuesAsKedaDoes(String kind, String value, boolean accepted) {
    // Given
    Kind parsed = Kind.parse(kind);

    // When
    boolean accepts = parsed.accepts(value);

    // Then
    assertThat(accepts).isEqualTo(accepted);
  }
}
