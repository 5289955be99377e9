package io.groundswell.lab.metrics;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.groundswell.lab.LabException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stands in for Prometheus where there is none: scrapes the replicas, and answers {@code
 * /api/v1/query} for queries of one shape, {@link RateQuery}.
 */
public final class ScrapedMetrics implements MetricsSource {

  private static final Duration SCRAPE_TIMEOUT = Duration.ofSeconds(2);
  private static final JsonMapper JSON = new JsonMapper();

  private final Targets targets;
  private final Duration interval;
  private final Set<String> metrics;
  private final Duration kept;
  private final Map<Series, List<Counter.Point>> history = new HashMap<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpServer server;
  private final Thread scraper;

  private ScrapedMetrics(
      Targets targets, Duration interval, List<RateQuery> queries, HttpServer server) {
    this.targets = targets;
    this.interval = interval;
    this.metrics = queries.stream().map(RateQuery::metric).collect(Collectors.toSet());
    this.kept =
        queries.stream().map(RateQuery::range).max(Duration::compareTo).orElse(Duration.ZERO);
    this.server = server;
    this.scraper = Thread.ofVirtual().name("scraper").unstarted(this::scrape);
  }

  /**
   * Starts to scrape.
   *
   * @param queries that will be asked; no others are answered
   * @throws LabException if one isn't understood
   */
  public static ScrapedMetrics start(Targets targets, Duration interval, List<String> queries) {
    List<RateQuery> parsed = queries.stream().map(RateQuery::parse).toList();
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ScrapedMetrics metrics = new ScrapedMetrics(targets, interval, parsed, server);
      server.createContext("/api/v1/query", metrics::answer);
      server.start();
      metrics.scraper.start();
      return metrics;
    } catch (IOException e) {
      throw new LabException("the replicas' metrics can't be served: " + e.getMessage(), e);
    }
  }

  @Override
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public String description() {
    return "the replicas themselves, scraped every " + interval.toMillis() / 1000.0 + " s";
  }

  @Override
  public void refresh() {
    // Who is there is asked at each scrape.
  }

  private void scrape() {
    try {
      while (true) {
        Thread.sleep(interval);
        for (Replica replica : targets.replicas().get()) {
          Thread.ofVirtual().start(() -> scrape(replica));
        }
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private void scrape(Replica replica) {
    long now = System.currentTimeMillis();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + replica.port() + targets.path()))
            .timeout(SCRAPE_TIMEOUT)
            .header("Accept", "text/plain")
            .build();
    try {
      String text = client.send(request, BodyHandlers.ofString()).body();
      metrics.forEach(metric -> keep(replica, metric, text, now));
    } catch (IOException e) {
      // As with Prometheus: then there is no sample.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void keep(Replica replica, String metric, String text, long now) {
    Exposition.samples(text, metric)
        .forEach(
            (labels, value) -> {
              Map<String, String> all = new HashMap<>(labels);
              all.put("namespace", targets.namespace());
              all.put("pod", replica.pod());
              List<Counter.Point> points =
                  history.computeIfAbsent(new Series(metric, all), _ -> new ArrayList<>());
              points.add(new Counter.Point(now, value));
              points.removeIf(point -> point.at() < now - 2 * kept.toMillis());
            });
    history.values().removeIf(points -> points.getLast().at() < now - 2 * kept.toMillis());
  }

  private synchronized OptionalDouble value(RateQuery query) {
    return query.evaluate(history, System.currentTimeMillis());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      ObjectNode answer = JSON.createObjectNode();
      int status = 200;
      try {
        OptionalDouble value = value(RateQuery.parse(parameter(exchange.getRequestURI())));
        ObjectNode data = answer.put("status", "success").putObject("data");
        ArrayNode result = data.put("resultType", "vector").putArray("result");
        value.ifPresent(
            number -> {
              ArrayNode pair = result.addObject().putArray("value");
              pair.add(System.currentTimeMillis() / 1000.0).add(Double.toString(number));
            });
      } catch (LabException e) {
        status = 400;
        answer.put("status", "error").put("errorType", "bad_data").put("error", e.getMessage());
      }
      byte[] body = JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String parameter(URI uri) {
    return Stream.of(String.valueOf(uri.getRawQuery()).split("&"))
        .filter(parameter -> parameter.startsWith("query="))
        .map(parameter -> URLDecoder.decode(parameter.substring(6), StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    scraper.interrupt();
    server.stop(0);
    client.shutdownNow();
  }
}
