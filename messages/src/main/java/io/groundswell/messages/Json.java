package io.groundswell.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads and writes the wire format: UTF-8 JSON, times as ISO 8601 in UTC. Unknown fields are
 * skipped, as a newer producer may add some.
 *
 * <p>Native executables must register {@link Order} and {@link Receipt} for reflection.
 */
public final class Json {

  /** Largest message accepted, in bytes: one mebibyte. */
  public static final int MAX_BYTES = 1024 * 1024;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private Json() {}

  /**
   * Reads an order.
   *
   * @throws MalformedMessageException if there are more than {@link #MAX_BYTES}, no JSON object, or
   *     a field is missing or out of bounds
   */
  public static Order readOrder(byte[] json) {
    return read(json, Order.class);
  }

  /**
   * Reads a receipt.
   *
   * @throws MalformedMessageException as {@link #readOrder} does
   */
  public static Receipt readReceipt(byte[] json) {
    return read(json, Receipt.class);
  }

  /** Writes an order. */
  public static byte[] write(Order order) {
    return bytes(order);
  }

  /** Writes a receipt. */
  public static byte[] write(Receipt receipt) {
    return bytes(receipt);
  }

  private static byte[] bytes(Object message) {
    try {
      return MAPPER.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(byte[] json, Class<T> type) {
    if (json.length > MAX_BYTES) {
      throw new MalformedMessageException(
          "has " + json.length + " bytes, at most " + MAX_BYTES + " are taken");
    }
    T message;
    try {
      message = MAPPER.readValue(json, type);
    } catch (JsonMappingException e) {
      throw new MalformedMessageException(reason(e), e);
    } catch (JsonProcessingException e) {
      throw new MalformedMessageException("is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new MalformedMessageException("is not JSON: " + e.getMessage(), e);
    }
    if (message == null) {
      throw new MalformedMessageException("is the JSON value null, not an object");
    }
    return message;
  }

  private static String reason(JsonMappingException e) {
    if (e.getCause() instanceof IllegalArgumentException outOfBounds) {
      return outOfBounds.getMessage();
    }
    String field = e.getPath().isEmpty() ? null : e.getPath().getLast().getFieldName();
    if (field == null) {
      return e.getOriginalMessage();
    }
    return e.getOriginalMessage().startsWith("Cannot map `null`")
        ? field + " is missing"
        : field + ": " + e.getOriginalMessage();
  }
}
