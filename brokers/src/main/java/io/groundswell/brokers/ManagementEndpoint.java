package io.groundswell.brokers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.qpid.server.model.Queue;

/**
 * The calls of RabbitMQ's management API that KEDA's scaler and this module make, on loopback with
 * basic authentication: {@code GET /api/queues/{vhost}/{queue}}, {@code GET /api/queues/{vhost}}
 * with {@code page}, {@code page_size}, {@code name} and {@code use_regex}, and {@code PUT
 * /api/queues/{vhost}/{queue}} for durable queues with or without dead letters.
 */
final class ManagementEndpoint {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final int MAX_NAME_LENGTH = 255;
  private static final int MAX_PAGE_SIZE = 500;
  private static final int DEFAULT_PAGE_SIZE = 100;
  private static final String VIRTUAL_HOST = "/";

  private final Qpid qpid;
  private final QueueRates rates;
  private final byte[] authorization;
  private final HttpServer server;
  private final ExecutorService threads;

  private ManagementEndpoint(Qpid qpid, HttpServer server, Credentials credentials) {
    this.qpid = qpid;
    this.server = server;
    this.rates = QueueRates.start(qpid);
    this.authorization = basic(credentials).getBytes(UTF_8);
    this.threads =
        Executors.newFixedThreadPool(
            2, task -> Thread.ofPlatform().daemon().name("management").unstarted(task));
  }

  static ManagementEndpoint start(Qpid qpid, int port, Credentials credentials) {
    HttpServer server;
    try {
      server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByName(Addresses.LOOPBACK), port), 0);
    } catch (IOException e) {
      throw new BrokerException("management port " + port + " can't be opened: " + e, e);
    }
    ManagementEndpoint endpoint = new ManagementEndpoint(qpid, server, credentials);
    server.createContext("/", endpoint::handle);
    server.setExecutor(endpoint.threads);
    server.start();
    return endpoint;
  }

  int port() {
    return server.getAddress().getPort();
  }

  void stop() {
    server.stop(0);
    threads.shutdownNow();
    rates.stop();
  }

  static String basic(Credentials credentials) {
    String pair = credentials.username() + ":" + credentials.password();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private record Answer(int status, JsonNode body) {}

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer;
      try {
        answer = answer(exchange);
      } catch (IllegalArgumentException e) {
        answer = error(400, "bad_request", e.getMessage());
      } catch (RuntimeException e) {
        answer = error(500, "Internal Server Error", e.getClass().getSimpleName());
      }
      byte[] body = answer.body == null ? new byte[0] : JSON.writeValueAsBytes(answer.body);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    if (!authorized(exchange)) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"RabbitMQ Management\"");
      return error(401, "not_authorised", "Login failed");
    }
    String[] path = exchange.getRequestURI().getRawPath().split("/");
    boolean queues = path.length >= 4 && path[1].equals("api") && path[2].equals("queues");
    if (!queues || path.length > 5 || !Addresses.decode(path[3]).equals(VIRTUAL_HOST)) {
      return notFound();
    }
    String method = exchange.getRequestMethod();
    if (path.length == 4) {
      return method.equals("GET") ? list(parameters(exchange)) : notAllowed();
    }
    String queue = Addresses.decode(path[4]);
    return switch (method) {
      case "GET" -> qpid.queue(queue).map(q -> new Answer(200, state(q))).orElse(notFound());
      case "PUT" -> declare(queue, exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1));
      default -> notAllowed();
    };
  }

  private boolean authorized(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    return given != null && MessageDigest.isEqual(authorization, given.getBytes(UTF_8));
  }

  private ObjectNode state(Queue<?> queue) {
    QueueCounts counts = Qpid.counts(queue);
    QueueRates.Rates rate = rates.of(queue.getName());
    ObjectNode state = JSON.createObjectNode();
    state.put("name", queue.getName());
    state.put("vhost", VIRTUAL_HOST);
    state.put("durable", queue.isDurable());
    state.put("messages", counts.total());
    state.put("messages_ready", counts.ready());
    state.put("messages_unacknowledged", counts.unacknowledged().orElse(0));
    state.put("consumers", queue.getConsumerCount());
    ObjectNode stats = state.putObject("message_stats");
    stats.putObject("publish_details").put("rate", rate.publish());
    stats.putObject("deliver_get_details").put("rate", rate.deliver());
    return state;
  }

  private Answer list(Map<String, String> parameters) {
    Predicate<String> matches = nameFilter(parameters);
    List<Queue<?>> all =
        qpid.queues().stream().sorted(Comparator.comparing(q -> q.getName())).toList();
    List<Queue<?>> found = all.stream().filter(q -> matches.test(q.getName())).toList();
    ArrayNode items = JSON.createArrayNode();
    if (!parameters.containsKey("page")) {
      found.forEach(queue -> items.add(state(queue)));
      return new Answer(200, items);
    }
    int page = number(parameters, "page", 1, Integer.MAX_VALUE);
    int size = number(parameters, "page_size", DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE);
    int pages = Math.max(1, Math.ceilDiv(found.size(), size));
    if (page > pages) {
      return error(
          400, "page_out_of_range", "page " + page + " is out of range, there are " + pages);
    }
    found.stream().skip((page - 1L) * size).limit(size).forEach(queue -> items.add(state(queue)));
    ObjectNode answer = JSON.createObjectNode();
    answer.put("total_count", all.size());
    answer.put("filtered_count", found.size());
    answer.put("item_count", items.size());
    answer.put("page", page);
    answer.put("page_size", size);
    answer.put("page_count", pages);
    answer.set("items", items);
    return new Answer(200, answer);
  }

  private static Predicate<String> nameFilter(Map<String, String> parameters) {
    String name = parameters.getOrDefault("name", "");
    if (name.isEmpty()) {
      return any -> true;
    }
    if (name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException("name is longer than " + MAX_NAME_LENGTH);
    }
    if (!parameters.getOrDefault("use_regex", "false").equals("true")) {
      String part = name.toLowerCase(Locale.ROOT);
      return queue -> queue.toLowerCase(Locale.ROOT).contains(part);
    }
    try {
      return Pattern.compile(name, Pattern.CASE_INSENSITIVE).asPredicate();
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("name is not a regular expression", e);
    }
  }

  private static int number(Map<String, String> parameters, String key, int absent, int max) {
    String text = parameters.get(key);
    if (text == null) {
      return absent;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= 1 && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, with the other wrong values.
    }
    throw new IllegalArgumentException(key + " must be a number from 1 to " + max);
  }

  private Answer declare(String queue, byte[] body) throws IOException {
    if (queue.isBlank() || queue.length() > MAX_NAME_LENGTH || body.length > MAX_BODY_BYTES) {
      return error(400, "bad_request", "queue name or body too long or blank");
    }
    JsonNode declared;
    try {
      declared = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return error(400, "bad_request", "not JSON");
    }
    JsonNode arguments = declared.path("arguments");
    String deadLetters = arguments.path("x-dead-letter-routing-key").asText(null);
    if (!declared.path("durable").asBoolean(true)
        || !arguments.path("x-dead-letter-exchange").asText("").isEmpty()
        || (deadLetters != null && qpid.queue(deadLetters).isEmpty())) {
      return error(
          400,
          "bad_request",
          "only durable queues, and dead letters by the default exchange to an existing queue");
    }
    boolean existed = qpid.queue(queue).isPresent();
    qpid.create(queue, deadLetters);
    return new Answer(existed ? 204 : 201, null);
  }

  private static Map<String, String> parameters(HttpExchange exchange) {
    Map<String, String> parameters = new HashMap<>();
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(
            java.net.URLDecoder.decode(pair.substring(0, equals), UTF_8),
            java.net.URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return parameters;
  }

  private static Answer notFound() {
    return error(404, "Object Not Found", "Not Found");
  }

  private static Answer notAllowed() {
    return error(405, "Method Not Allowed", "Not Allowed");
  }

  private static Answer error(int status, String error, String reason) {
    return new Answer(status, JSON.createObjectNode().put("error", error).put("reason", reason));
  }
}
