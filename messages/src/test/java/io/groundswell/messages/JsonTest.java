package io.groundswell.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");

  @Property(tries = 200)
  void ordersComeBackAsTheyWereWritten(@ForAll String payload, @ForAll @IntRange int sequence) {
    // Given
    Order order = new Order("run-" + sequence, "run", sequence, NOON, wellFormed(payload));

    // When
    Order read = Json.readOrder(Json.write(order));

    // Then
    assertThat(read).isEqualTo(order);
  }

  @Test
  void receiptsComeBackAsTheyWereWritten() {
    // Given
    Receipt receipt =
        new Receipt(
            "run-1", "run", 1, "pod-a", NOON, NOON, NOON.plusMillis(5), NOON.plusMillis(250));

    // When
    Receipt read = Json.readReceipt(Json.write(receipt));

    // Then
    assertThat(read).isEqualTo(receipt);
  }

  @Test
  void timesAreWrittenAsIso8601() {
    // Given
    Order order = new Order("a", "run", 0, NOON, "x");

    // When
    String json = new String(Json.write(order), UTF_8);

    // Then
    assertThat(json)
        .isEqualTo(
            "{\"id\":\"a\",\"run\":\"run\",\"sequence\":0,"
                + "\"createdAt\":\"2026-01-02T12:00:00.123Z\",\"payload\":\"x\"}");
  }

  @Test
  void unknownFieldsAreSkippedAndPayloadMayBeLeftOut() {
    // Given
    byte[] json =
        """
        {"id":"a","run":"r","sequence":3,"createdAt":"2026-01-02T12:00:00.123Z","colour":"red"}
        """
            .getBytes(UTF_8);

    // When
    Order order = Json.readOrder(json);

    // Then
    assertThat(order).isEqualTo(new Order("a", "r", 3, NOON, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"run\":\"r\",\"sequence\":0,\"createdAt\":\"2026-01-02T12:00:00Z\"} | id is missing",
        "{\"id\":\" \",\"run\":\"r\",\"sequence\":0} | id is missing",
        "{\"id\":\"a\",\"sequence\":0,\"createdAt\":\"2026-01-02T12:00:00Z\"} | run is missing",
        "{\"id\":\"a\",\"run\":\"r\",\"sequence\":0} | createdAt is missing",
        "{\"id\":\"a\",\"run\":\"r\",\"sequence\":-1,\"createdAt\":\"2026-01-02T12:00:00Z\"}"
            + " | sequence is -1, must not be negative",
        "{} | sequence is missing",
        "{\"id\":\"a\",\"run\":\"r\",\"createdAt\":\"2026-01-02T12:00:00Z\"} | sequence is missing",
        "null | is the JSON value null, not an object",
      })
  void ordersThatLackAFieldSayWhich(String json, String reason) {
    assertThatThrownBy(() -> Json.readOrder(json.getBytes(UTF_8)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "[]", "{", "{}{}", "17", "{\"id\":[[[[[[[[", "\u0000"})
  void garbageIsRefusedInOneLine(String garbage) {
    assertThatThrownBy(() -> Json.readOrder(garbage.getBytes(UTF_8)))
        .isInstanceOf(MalformedMessageException.class)
        .message()
        .isNotBlank()
        .doesNotContain("\n");
  }

  @Test
  void messagesLargerThanTheBoundAreRefusedUnread() {
    // Given
    byte[] large = new byte[10 * 1024 * 1024];

    // When
    var thrown = assertThatThrownBy(() -> Json.readOrder(large));

    // Then
    thrown.hasMessage("has 10485760 bytes, at most 1048576 are taken");
  }

  @Test
  void namesAreBounded() {
    assertThatThrownBy(() -> new Order("x".repeat(201), "r", 0, NOON, ""))
        .hasMessage("id has 201 characters, at most 200");
  }

  /** Lone surrogates have no UTF-8 form. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }
}
