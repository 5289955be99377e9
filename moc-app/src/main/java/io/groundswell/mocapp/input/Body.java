package io.groundswell.mocapp.input;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A request's JSON body. */
public final class Body {

  /** The longest list that is taken: it ends chains that lead back to themselves. */
  public static final int LONGEST_LIST = 1000;

  /** Bytes of the largest body: what SQS takes of a message. */
  public static final int LARGEST = 1 << 20;

  private static final ObjectReader JSON =
      new ObjectMapper()
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Body() {}

  /**
   * Reads a list of texts.
   *
   * @param contentType as the request says; nothing counts as JSON
   * @throws InvalidException if it is none, with an error for each item that is no text
   * @throws TooLargeException if it is larger than {@link #LARGEST}
   */
  public static List<String> texts(String contentType, InputStream body) {
    JsonNode list = read(contentType, body);
    if (!list.isArray()) {
      throw Invalid.of("list_type", List.of("body"), "Input should be a valid list", list).thrown();
    }
    if (list.size() > LONGEST_LIST) {
      throw new Invalid(
              "too_long",
              List.of("body"),
              "List should have at most %d items after validation, not %d"
                  .formatted(LONGEST_LIST, list.size()),
              null,
              Map.of("max_length", LONGEST_LIST, "actual_length", list.size()))
          .thrown();
    }
    List<String> texts = new ArrayList<>();
    List<Invalid> errors = new ArrayList<>();
    for (JsonNode item : list) {
      if (!item.isTextual()) {
        errors.add(noText(List.of("body", texts.size() + errors.size()), item));
      } else {
        texts.add(item.textValue());
      }
    }
    if (!errors.isEmpty()) {
      throw new InvalidException(errors);
    }
    return texts;
  }

  /**
   * Reads a text from an object.
   *
   * @param contentType as the request says; nothing counts as JSON
   * @throws InvalidException if it is no object, or has no such text
   * @throws TooLargeException if it is larger than {@link #LARGEST}
   */
  public static String text(String contentType, InputStream body, String field) {
    JsonNode object = read(contentType, body);
    if (!object.isObject()) {
      throw Invalid.of(
              "model_attributes_type",
              List.of("body"),
              "Input should be a valid dictionary or object to extract fields from",
              object)
          .thrown();
    }
    JsonNode value = object.get(field);
    if (value == null) {
      throw missing(List.of("body", field), object);
    }
    if (!value.isTextual()) {
      throw noText(List.of("body", field), value).thrown();
    }
    return value.textValue();
  }

  private static JsonNode read(String contentType, InputStream body) {
    byte[] bytes = bytes(body);
    if (bytes.length == 0) {
      throw missing(List.of("body"), null);
    }
    if (contentType != null && !contentType.matches("(?i)application/([^;]*\\+)?json *(;.*)?")) {
      return TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8));
    }
    try {
      return JSON.readValue(bytes);
    } catch (JsonProcessingException e) {
      throw noJson(e.getLocation());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(InputStream body) {
    try {
      byte[] bytes = body.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new TooLargeException(LARGEST);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InvalidException noJson(JsonLocation where) {
    long at = where == null ? 0 : Math.max(0, where.getByteOffset());
    return new Invalid(
            "json_invalid",
            List.of("body", at),
            "JSON decode error",
            Map.of(),
            Map.of("error", "Expecting value"))
        .thrown();
  }

  private static InvalidException missing(List<Object> where, Object input) {
    return Invalid.of("missing", where, "Field required", input).thrown();
  }

  private static Invalid noText(List<Object> where, JsonNode input) {
    return Invalid.of("string_type", where, "Input should be a valid string", input);
  }
}
