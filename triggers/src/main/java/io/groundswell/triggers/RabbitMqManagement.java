package io.groundswell.triggers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** RabbitMQ's management API as KEDA asks it: the path of a request, and what an answer means. */
final class RabbitMqManagement {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROOT = "/%2F";
  private static final Pattern CREDENTIALS = Pattern.compile("([^ /:]+):([^/:]+)@");

  private RabbitMqManagement() {}

  /**
   * Where a URL's virtual host is, and what comes before the API.
   *
   * @param virtualHost with a slash before it, encoded
   * @param base with a slash before it, or ""
   */
  record Location(String virtualHost, String base) {

    /**
     * Splits a URL's path: its last segment is the virtual host, what precedes it the base.
     *
     * @param path encoded as in the URL
     * @param vhostName goes before the path's, "" for the path's
     */
    static Location of(String path, String vhostName) {
      int slash = path.lastIndexOf('/');
      String last = path.substring(slash + 1);
      String base = slash < 0 ? "" : joined(path.substring(0, slash));
      String host = vhostName.isEmpty() ? "/" + last : "/" + GoText.queryEscape(vhostName);
      return new Location(host.equals("/") ? ROOT : host, base);
    }

    private static String joined(String path) {
      List<String> parts = new ArrayList<>();
      for (String part : path.split("/")) {
        if (part.equals("..") && !parts.isEmpty()) {
          parts.removeLast();
        } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
          parts.add(part);
        }
      }
      return parts.isEmpty() ? "" : "/" + String.join("/", parts);
    }
  }

  /** Path and query of the request. */
  static String request(Location location, RabbitMqSettings settings) {
    String queue = GoText.queryEscape(settings.queueName());
    String queues = location.base() + "/api/queues" + location.virtualHost();
    return settings.useRegex()
        ? queues
            + "?page=1&use_regex=true&pagination=false&name="
            + queue
            + "&page_size="
            + settings.pageSize()
        : queues + "/" + queue;
  }

  /**
   * What an answer says of the queue or queues.
   *
   * @param from the URL that was asked, for the message
   * @throws TriggerException if the status isn't 200, the body isn't what it should be, or there
   *     are more queues than one page holds
   */
  static RabbitMqQueue read(RabbitMqSettings settings, int status, String body, String from)
      throws TriggerException {
    if (status != 200) {
      throw failed(
          "error requesting RabbitMQ API status: "
              + status
              + ", response: "
              + body
              + ", from: "
              + from,
          null);
    }
    RabbitMqQueue queue;
    try {
      JsonNode answer = object(JSON.readTree(body), "the answer");
      queue = settings.useRegex() ? composed(settings, answer) : queue(answer);
    } catch (JsonProcessingException e) {
      throw failed("the answer is not JSON, from: " + from, e);
    }
    return settings.excludeUnacknowledged() ? queue.readyOnly() : queue;
  }

  private static RabbitMqQueue composed(RabbitMqSettings settings, JsonNode answer)
      throws TriggerException {
    if (count(answer, "page_count") > 1) {
      throw failed("regex matches more queues than can be recovered at once", null);
    }
    List<RabbitMqQueue> queues = new ArrayList<>();
    for (JsonNode item : answer.path("items")) {
      queues.add(queue(object(item, "items")));
    }
    return RabbitMqQueue.composed(queues, settings.operation())
        .orElseThrow(
            () ->
                failed(
                    "operation mode " + settings.operation() + " must be one of sum, avg, max",
                    null));
  }

  private static RabbitMqQueue queue(JsonNode queue) throws TriggerException {
    JsonNode stats = queue.path("message_stats");
    return new RabbitMqQueue(
        count(queue, "messages"),
        count(queue, "messages_ready"),
        rate(stats.path("publish_details")),
        rate(stats.path("deliver_get_details")));
  }

  private static JsonNode object(JsonNode node, String name) throws TriggerException {
    if (!node.isObject()) {
      throw failed(name + " is no JSON object", null);
    }
    return node;
  }

  private static long count(JsonNode node, String field) throws TriggerException {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return 0;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw failed(field + " is no whole number", null);
    }
    return value.asLong();
  }

  private static double rate(JsonNode details) throws TriggerException {
    JsonNode value = details.path("rate");
    if (value.isMissingNode() || value.isNull()) {
      return 0;
    }
    if (!value.isNumber()) {
      throw failed("rate is no number", null);
    }
    return value.asDouble();
  }

  /** An error in one line, with whatever looks like user and password taken out. */
  static TriggerException failed(String text, Exception cause) {
    String line = String.join(" ", Arrays.asList(text.strip().split("\\s*\\R\\s*")));
    return new TriggerException(
        "error inspecting RabbitMQ: " + CREDENTIALS.matcher(line).replaceAll("user:password@"),
        cause);
  }
}
