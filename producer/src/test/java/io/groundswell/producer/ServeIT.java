package io.groundswell.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.brokers.BrokerProcess;
import io.groundswell.brokers.EmbeddedSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Pattern LISTENING = Pattern.compile("Listening on: (\\S+)");

  @TempDir static Path folder;
  private static BrokerProcess broker;
  private static ProducerProcess producer;
  private static URI service;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws IOException {
    broker = new BrokerProcess(EmbeddedSettings.in(folder.resolve("broker")));
    broker.start();
    broker.create("orders");
    producer =
        ProducerProcess.start(folder, broker.clientEnvironment("orders"), "serve", "--port", "0");
    await().atMost(LONG).until(() -> LISTENING.matcher(producer.errors()).find());
    Matcher listening = LISTENING.matcher(producer.errors());
    listening.find();
    service = URI.create(listening.group(1));
    await().atMost(LONG).until(() -> get("/q/health/ready").statusCode() == 200);
  }

  @AfterAll
  static void stop() {
    HTTP.close();
    producer.close();
    broker.stop();
  }

  @Test
  void placesSoManyOrders() throws Exception {
    // When
    HttpResponse<String> answer =
        send("POST", "/orders", "{\"run\":\"burst\",\"count\":200,\"concurrency\":20}");

    // Then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    await().atMost(LONG).until(() -> placed("burst") == 200);
  }

  @Test
  void placesOrdersAtARate() throws Exception {
    // When
    HttpResponse<String> answer =
        send(
            "POST",
            "/orders",
            "{\"run\":\"paced\",\"count\":20,\"rate\":\"100/s\",\"payload\":\"tea\"}");

    // Then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    await().atMost(LONG).until(() -> placed("paced") == 20);
  }

  @Test
  void rateMayBeChangedAndStopped() throws Exception {
    // Given
    send("PUT", "/rate", "{\"rate\":\"100/s\"}");
    await().atMost(LONG).until(() -> json("/status").at("/steady/placed").asLong() > 20);

    // When
    HttpResponse<String> answer = send("PUT", "/rate", "{\"rate\":\"0\"}");

    // Then
    assertThat(answer.body()).isEqualTo("{\"rate\":\"0/s\",\"perSecond\":0.0}");
    await().atMost(LONG).until(() -> json("/status").at("/steady/waiting").asLong() == 0);
    long placed = json("/status").at("/steady/placed").asLong();
    send("POST", "/orders", "{\"run\":\"later\",\"count\":50,\"rate\":\"100/s\"}");
    await().atMost(LONG).until(() -> placed("later") == 50);
    assertThat(json("/status").at("/steady/placed").asLong()).isEqualTo(placed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|/orders|{}|422|count is '', must be a whole number from 1 to 1000000",
        "POST|/orders|{\"count\":0}|422|count is '0', must be a whole number from 1 to 1000000",
        "POST|/orders|{\"count\":9999999}|422|count is '9999999', must be a whole number from 1 to 1000000",
        "POST|/orders|{\"count\":1,\"concurrency\":0}|422|concurrency is '0', must be a whole number from 1 to 10000",
        "POST|/orders|{\"count\":1,\"payloadSize\":-1}|422|payloadSize is '-1', must be a whole number from 0 to 1000000",
        "POST|/orders|{\"count\":1,\"run\":\"a b\"}|422|run is 'a b', must be 1 to 160 letters, digits or signs without spaces",
        "POST|/orders|{\"count\":1,\"rate\":\"0\"}|422|rate is '0', must be above 0",
        "POST|/orders|{\"count\":1,\"payload\":\"a\",\"payloadSize\":1}|422|payloadSize is '1', must be left out where there is a payload",
        "POST|/orders|{\"count\":\"x\"}|400|count is 'x', must be a number",
        "POST|/orders|{\"cuont\":1}|400|cuont: Unrecognized field \"cuont\"",
        "POST|/orders|{\"count\":|400|the body is no JSON: Unexpected end-of-input within/between Object entries",
        "PUT|/rate|{\"rate\":\"-1\"}|422|rate is '-1', must be orders per second, minute or hour such as 50/s, 300/m or 9/h",
        "PUT|/rate|{\"rate\":\"200000/s\"}|422|rate is '200000/s', must be at most 100000 orders a second",
        "PUT|/rate|{\"period\":\"0s\"}|422|period is '0s', must be a time above 0 and up to 30d such as 100ms, 30s or 5m",
        "PUT|/rate|{}|422|rate is '', must be given, or else period, not both",
        "PUT|/rates|{}|404|Unable to find matching target resource method",
      })
  void saysWhatIsWrong(String method, String path, String body, int status, String detail)
      throws Exception {
    // When
    HttpResponse<String> answer = send(method, path, body);

    // Then
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.path("detail").asText()).isEqualTo(detail);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
  }

  @Test
  void tooManyRunsAreRefused() throws Exception {
    // Given
    String slow = "{\"count\":100,\"rate\":\"20/s\"}";
    int last = 0;

    // When
    for (int i = 0; i < 21; i++) {
      last = send("POST", "/orders", slow).statusCode();
    }

    // Then
    assertThat(last).isEqualTo(429);
    await().atMost(LONG).until(ServeIT::allOver);
  }

  @Test
  void describesItself() throws Exception {
    // When
    String openapi = get("/q/openapi").body();

    // Then
    assertThat(openapi).contains("/orders:", "/rate:", "/status:", "PlaceRequest:", "Status:");
  }

  @Test
  void measures() throws Exception {
    // When
    String metrics = get("/q/metrics").body();

    // Then
    assertThat(metrics)
        .contains(
            "orders_placed_total ",
            "orders_failed_total ",
            "orders_unconfirmed ",
            "orders_confirm_seconds_bucket{le=\"0.01\"}");
  }

  @Test
  void isNotReadyWithoutItsBrokerAndPlacesTheOrdersWhenItIsBack() throws Exception {
    // Given
    broker.kill();
    await().atMost(LONG).until(() -> get("/q/health/ready").statusCode() == 503);
    assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
    send("PUT", "/rate", "{\"rate\":\"10/s\"}");
    long placed = json("/status").at("/steady/placed").asLong();

    // When
    broker.start();

    // Then
    await().atMost(LONG).until(() -> json("/status").at("/steady/placed").asLong() > placed);
    assertThat(get("/q/health/ready").statusCode()).isEqualTo(200);
    send("PUT", "/rate", "{\"rate\":\"0\"}");
  }

  private static boolean allOver() throws IOException, InterruptedException {
    for (JsonNode each : json("/status").path("runs")) {
      if (!each.path("over").asBoolean()) {
        return false;
      }
    }
    return true;
  }

  private static long placed(String run) throws IOException, InterruptedException {
    for (JsonNode each : json("/status").path("runs")) {
      if (each.path("run").asText().equals(run) && each.path("over").asBoolean()) {
        return each.path("placed").asLong();
      }
    }
    return -1;
  }

  private static JsonNode json(String path) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(get(path).body());
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(service.resolve(path)).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(service.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
