package io.groundswell.producer.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.groundswell.messages.Json;
import io.groundswell.messages.Order;
import io.groundswell.producer.input.FileOrders.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FileOrdersTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final Run RUN = new Run("night", "0a", Clock.fixed(NOW, ZoneOffset.UTC));

  @TempDir Path folder;

  @Test
  void whatIsMissingIsFilledIn() throws IOException {
    // When
    List<Order> orders = read("{\"payload\":\"tea\"}\n{\"payload\":\"milk\"}\n", Format.JSONL);

    // Then
    assertThat(orders)
        .containsExactly(
            new Order("night-0a-0", "night", 0, NOW, "tea"),
            new Order("night-0a-1", "night", 1, NOW, "milk"));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void whatIsThereIsKept(Format format) throws IOException {
    // Given
    String jsonl =
        """
        {"id":"a1","run":"day","sequence":7,"createdAt":"2026-01-01T00:00:00Z","payload":"tea"}
        """;
    String csv = "id,run,sequence,createdAt,payload\na1,day,7,2026-01-01T00:00:00Z,tea\n";

    // When
    List<Order> orders = read(format == Format.CSV ? csv : jsonl, format);

    // Then
    assertThat(orders)
        .containsExactly(new Order("a1", "day", 7, Instant.parse("2026-01-01T00:00:00Z"), "tea"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"item\":\"tea\",\"cups\":2}|{\"item\":\"tea\",\"cups\":2}",
        "{\"id\":\"a\",\"item\":\"tea\"}|{\"item\":\"tea\"}",
        "{\"payload\":{\"item\":\"tea\"}}|{\"item\":\"tea\"}",
        "{\"payload\":null,\"item\":\"tea\"}|{\"item\":\"tea\"}",
        "{\"payload\":7}|7",
        "{\"id\":\"a\"}|''",
        "{}|''",
      })
  void allOtherFieldsAreThePayload(String line, String payload) throws IOException {
    // When
    List<Order> orders = read(line, Format.JSONL);

    // Then
    assertThat(orders).singleElement().extracting(Order::payload).isEqualTo(payload);
  }

  @Test
  void allOtherColumnsAreThePayload() throws IOException {
    // When
    List<Order> orders = read("id,item,cups\na1,\"tea, green\",2\n,milk,\n", Format.CSV);

    // Then
    assertThat(orders)
        .extracting(Order::id, Order::payload)
        .containsExactly(
            tuple("a1", "{\"item\":\"tea, green\",\"cups\":\"2\"}"),
            tuple("night-0a-1", "{\"item\":\"milk\",\"cups\":null}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}\\n{\"id\":|line 2: is no JSON: Unexpected end-of-input within/between Object entries",
        "{}\\n\\n[1]|line 3: is '[1]', must be a JSON object",
        "{}\\n42|line 2: is '42', must be a JSON object",
        "{\"sequence\":\"x\"}|line 1: sequence is 'x', must be a whole number from 0",
        "{\"sequence\":-1}|line 1: sequence is -1, must not be negative",
        "{\"createdAt\":\"today\"}|line 1: createdAt is 'today', must be like 2026-01-31T12:00:00Z",
        "{\"id\":[1]}|line 1: id is '[1]', must be text or a number",
        "{\"id\":\"\"}|line 1: id is missing",
        "{\"payload\":1,\"item\":2}|line 1: has a payload, and beside it item: leave one of them out",
        "''|has no orders",
      })
  void whatIsWrongIsNamedWithItsLine(String text, String problem) {
    // When
    var thrown = assertThatThrownBy(() -> read(text.replace("\\n", "\n"), Format.JSONL));

    // Then
    thrown.isInstanceOf(InputException.class).hasMessage("standard input: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,payload\\na,b\\na,b,c|line 3: is no CSV: Too many entries: expected at most 2 (value #2 (1 chars) \"c\")",
        "id,sequence\\na,1\\nb,x|line 3: sequence is 'x', must be a whole number from 0",
        "id,payload|has no orders",
      })
  void whatIsWrongInCsvIsNamedWithItsLine(String text, String problem) {
    // When
    var thrown = assertThatThrownBy(() -> read(text.replace("\\n", "\n"), Format.CSV));

    // Then
    thrown.isInstanceOf(InputException.class).hasMessage("standard input: " + problem);
  }

  @Test
  void ordersThatConsumersWouldRefuseAreNamed() {
    // Given
    String line = "{\"payload\":\"" + "x".repeat(Json.MAX_BYTES - 50) + "\"}";

    // When
    var thrown = assertThatThrownBy(() -> read(line, Format.JSONL));

    // Then
    thrown.hasMessageMatching(
        "standard input: line 1: has \\d+ bytes as an order, at most " + Json.MAX_BYTES);
  }

  @Test
  void filesAreCheckedAndCountedBeforehand() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("orders.jsonl"), "{}\n{}\n\n{}");

    // When
    long count = FileOrders.check(file, Format.of(file));

    // Then
    assertThat(count).isEqualTo(3);
  }

  @Test
  void formatsAreToldByTheName() {
    // When
    Format format = Format.of(Path.of("orders.csv"));

    // Then
    assertThat(format).isEqualTo(Format.CSV);
  }

  private static List<Order> read(String text, Format format) throws IOException {
    FileOrders source = FileOrders.of(new ByteArrayInputStream(text.getBytes(UTF_8)), format, RUN);
    List<Order> orders = new ArrayList<>();
    Optional<Order> next = source.next(0);
    while (next.isPresent()) {
      orders.add(next.get());
      next = source.next(orders.size());
    }
    return orders;
  }
}
