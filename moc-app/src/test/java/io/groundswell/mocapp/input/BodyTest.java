package io.groundswell.mocapp.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

  private static final String JSON = "application/json";

  @ParameterizedTest
  @ValueSource(strings = {JSON, "application/json; charset=utf-8", "application/vnd.api+json"})
  void jsonIsKnownByItsContentType(String contentType) {
    assertThat(Body.texts(contentType, stream("[\"a\", \"é\"]"))).containsExactly("a", "é");
  }

  @Test
  void aBodyThatDoesntSayWhatItIsCountsAsJson() {
    assertThat(Body.texts(null, stream("[]"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | '' | missing | [body]",
        "application/json | [\"a\" | json_invalid | [body, 4]",
        "application/json | [] [] | json_invalid | [body, 3]",
        "application/json | {\"a\":1} | list_type | [body]",
        "application/json | [\"a\", 1] | string_type | [body, 1]",
        "text/plain | [\"a\"] | list_type | [body]",
      })
  void whatIsNoListOfTextsIsRefused(String contentType, String body, String type, String where) {
    // When
    InvalidException thrown =
        catchThrowableOfType(InvalidException.class, () -> Body.texts(contentType, stream(body)));

    // Then
    assertThat(thrown.errors())
        .extracting(error -> error.type() + " " + error.loc())
        .containsExactly(type + " " + where);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | model_attributes_type | [body]",
        "{} | missing | [body, message]",
        "{\"message\": null} | string_type | [body, message]",
      })
  void whatHasNoSuchTextIsRefused(String body, String type, String where) {
    // When
    InvalidException thrown =
        catchThrowableOfType(
            InvalidException.class, () -> Body.text(JSON, stream(body), "message"));

    // Then
    assertThat(thrown.errors())
        .extracting(error -> error.type() + " " + error.loc())
        .containsExactly(type + " " + where);
  }

  @Test
  void aListThatIsTooLongIsRefused() {
    // Given
    List<String> items = IntStream.rangeClosed(0, Body.LONGEST_LIST).mapToObj(i -> "\"\"").toList();

    // When
    InvalidException thrown =
        catchThrowableOfType(
            InvalidException.class, () -> Body.texts(JSON, stream(items.toString())));

    // Then
    assertThat(thrown.errors()).extracting(Invalid::type).containsExactly("too_long");
  }

  @Test
  void noMoreIsReadThanIsTaken() {
    // Given
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return '[';
          }
        };

    // When, then
    assertThatExceptionOfType(TooLargeException.class).isThrownBy(() -> Body.texts(JSON, endless));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
