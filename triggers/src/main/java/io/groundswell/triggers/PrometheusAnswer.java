package io.groundswell.triggers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.OptionalDouble;

/** What Prometheus' answer to an instant query means as a number. */
final class PrometheusAnswer {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What an element without a value stands for. */
  private static final double NULL = -1;

  private PrometheusAnswer() {}

  /**
   * Reads an answer.
   *
   * @param query for the message
   * @param ignoreNullValues whether no result, and an infinite one, are 0 rather than an error
   * @throws TriggerException if it isn't one number
   */
  static double read(int status, String body, String query, boolean ignoreNullValues)
      throws TriggerException {
    if (status < 200 || status > 299) {
      throw new TriggerException(
          "prometheus query api returned error. status: "
              + status
              + " response: "
              + String.join(" ", body.strip().split("\\s*\\R\\s*")));
    }
    JsonNode result = parsed(body).path("data").path("result");
    if (result.isValueNode() && !result.isNull()) {
      throw new TriggerException("prometheus query " + query + " returned no list of results");
    }
    if (result.isEmpty()) {
      return none("the result is empty", ignoreNullValues);
    }
    if (result.size() > 1) {
      throw new TriggerException("prometheus query " + query + " returned multiple elements");
    }
    JsonNode value = result.get(0).path("value");
    if (value.isEmpty()) {
      return none("the value list is empty", ignoreNullValues);
    }
    if (value.size() < 2) {
      throw new TriggerException("prometheus query " + query + " didn't return enough values");
    }
    return number(value.get(1), query, ignoreNullValues);
  }

  private static double number(JsonNode value, String query, boolean ignoreNullValues)
      throws TriggerException {
    if (value.isNull()) {
      return NULL;
    }
    OptionalDouble number =
        value.isTextual() ? GoText.floating(value.asText()) : OptionalDouble.empty();
    if (number.isEmpty()) {
      throw new TriggerException(
          "prometheus query " + query + " returned " + value + ", which is no number");
    }
    return Double.isFinite(number.getAsDouble())
        ? number.getAsDouble()
        : none("the query returns " + value.asText(), ignoreNullValues);
  }

  private static double none(String why, boolean ignoreNullValues) throws TriggerException {
    if (ignoreNullValues) {
      return 0;
    }
    throw new TriggerException("prometheus metrics 'prometheus' target may be lost, " + why);
  }

  private static JsonNode parsed(String body) throws TriggerException {
    JsonNode answer;
    try {
      answer = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new TriggerException("prometheus didn't answer with JSON", e);
    }
    if (!answer.isObject()) {
      throw new TriggerException("prometheus didn't answer with a JSON object");
    }
    return answer;
  }
}
