package io.groundswell.producer.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.groundswell.messages.Json;
import io.groundswell.messages.Order;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * Orders of a file: JSON objects, one after the other, or CSV with a header. What is named {@code
 * id}, {@code run}, {@code sequence}, {@code createdAt} or {@code payload} is that field of the
 * order, and is made up where it is missing; all other fields together are the payload.
 */
public final class FileOrders implements Orders {

  private static final List<String> FIELDS =
      List.of("id", "run", "sequence", "createdAt", "payload");
  private static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder().maxStringLength(Json.MAX_BYTES).maxNestingDepth(100).build();

  private final String name;
  private final Run run;
  private final boolean json;
  private final MappingIterator<JsonNode> rows;
  private long taken;

  /** How orders are written down. */
  public enum Format {
    /** JSON objects, as a rule one a line. */
    JSONL,
    /** Comma-separated values with a header. */
    CSV;

    /** By the end of a file's name: CSV if it is {@code .csv}. */
    public static Format of(Path file) {
      return file.toString().endsWith(".csv") ? CSV : JSONL;
    }
  }

  private FileOrders(String name, InputStream input, Format format, Run run) throws IOException {
    this.name = name;
    this.run = run;
    json = format == Format.JSONL;
    rows =
        json
            ? new JsonMapper(JsonFactory.builder().streamReadConstraints(BOUNDS).build())
                .readerFor(JsonNode.class)
                .readValues(input)
            : new CsvMapper(CsvFactory.builder().streamReadConstraints(BOUNDS).build())
                .readerFor(JsonNode.class)
                .with(CsvSchema.emptySchema().withHeader())
                .with(CsvParser.Feature.EMPTY_STRING_AS_NULL)
                .with(CsvParser.Feature.TRIM_SPACES)
                .readValues(input);
  }

  /**
   * The orders of a file.
   *
   * @throws InputException if there is no such file
   */
  public static FileOrders of(Path file, Format format, Run run) throws IOException {
    return new FileOrders(file.toString(), Files.open(file), format, run);
  }

  /** The orders that come over a stream, as they come. */
  public static FileOrders of(InputStream input, Format format, Run run) throws IOException {
    return new FileOrders("standard input", input, format, run);
  }

  /**
   * Reads a file from end to end.
   *
   * @return how many orders it has, at least one
   * @throws InputException naming the first thing that is wrong
   */
  public static long check(Path file, Format format) throws IOException {
    FileOrders orders = of(file, format, Run.unnamed());
    try (orders.rows) {
      while (orders.next(orders.taken).isPresent()) {
        // Being read is being checked.
      }
    }
    return orders.taken;
  }

  @Override
  public Optional<Order> next(long sequence) throws IOException {
    try {
      if (!rows.hasNextValue()) {
        rows.close();
        if (taken == 0) {
          throw new InputException(name, "has no orders");
        }
        return Optional.empty();
      }
      long line = json ? rows.getParser().currentTokenLocation().getLineNr() : taken + 2;
      JsonNode row = rows.nextValue();
      taken++;
      return Optional.of(order(row, line, sequence));
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? taken + 1 : e.getLocation().getLineNr();
      throw new InputException(
          name,
          line,
          "is no "
              + (json ? "JSON: " : "CSV: ")
              + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  private Order order(JsonNode row, long line, long sequence) throws InputException {
    try {
      if (!(row instanceof ObjectNode fields)) {
        throw new IllegalArgumentException(
            "is '" + Files.shortened(row.toString()) + "', must be a JSON object");
      }
      Order order =
          new Order(
              text(fields, "id").orElseGet(() -> run.id(sequence)),
              text(fields, "run").orElse(run.name()),
              text(fields, "sequence").map(FileOrders::sequence).orElse(sequence),
              text(fields, "createdAt").map(FileOrders::time).orElseGet(run.clock()::instant),
              payload(fields));
      int bytes = Json.write(order).length;
      if (bytes > Json.MAX_BYTES) {
        throw new IllegalArgumentException(
            "has " + bytes + " bytes as an order, at most " + Json.MAX_BYTES);
      }
      return order;
    } catch (IllegalArgumentException e) {
      throw new InputException(name, line, e.getMessage());
    }
  }

  private static Optional<String> text(ObjectNode fields, String name) {
    JsonNode value = fields.get(name);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isValueNode()) {
      throw new IllegalArgumentException(
          name + " is '" + Files.shortened(value.toString()) + "', must be text or a number");
    }
    return Optional.of(value.asText());
  }

  private static String payload(ObjectNode fields) {
    ObjectNode others = fields.deepCopy().without(FIELDS);
    JsonNode payload = fields.get("payload");
    if (payload == null || payload.isNull()) {
      return others.isEmpty() ? "" : others.toString();
    }
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "has a payload, and beside it "
              + Files.shortened(
                  String.join(", ", others.propertyStream().map(e -> e.getKey()).toList()))
              + ": leave one of them out");
    }
    return payload.isTextual() ? payload.asText() : payload.toString();
  }

  private static long sequence(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "sequence is '" + Files.shortened(text) + "', must be a whole number from 0", e);
    }
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "createdAt is '" + Files.shortened(text) + "', must be like 2026-01-31T12:00:00Z", e);
    }
  }
}
