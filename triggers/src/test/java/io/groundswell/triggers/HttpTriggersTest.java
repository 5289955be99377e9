package io.groundswell.triggers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Live reading over HTTP, from a server that answers as it is told. */
class HttpTriggersTest {

  /** Milliseconds that even a busy machine keeps. */
  private static final String PATIENT = "30000";

  private static final String QUEUE =
      """
      {"name":"orders","messages":7,"messages_ready":5,"messages_unacknowledged":2,
       "message_stats":{"publish_details":{"rate":2.5},"deliver_get_details":{"rate":1}}}
      """;

  private final AtomicReference<String> request = new AtomicReference<>();
  private final AtomicReference<String> authorization = new AtomicReference<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private HttpServer server;
  private int status = 200;
  private String body = "";
  private boolean stall;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    release.countDown();
    server.stop(0);
  }

  @Test
  void rabbitMqIsAskedForTheQueueWithTheUrlsCredentials() throws Exception {
    // Given
    body = QUEUE;

    // When
    Measurement measured = rabbit("user:p%40ss@", "/base/my%2Fvhost", Map.of()).measure();

    // Then
    assertThat(measured).isEqualTo(new Measurement(7, true));
    assertThat(request).hasValue("/base/api/queues/my%2Fvhost/orders");
    assertThat(authorization).hasValue(Endpoint.basic("user", "p@ss"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "excludeUnacknowledged=true | 5 | true",
        "mode=MessageRate;value=1 | 2.5 | true",
        "mode=DeliverGetRate;value=1;activationValue=1 | 1 | false",
        "mode=PublishedToDeliveredRatio;value=1;activationValue=2 | 2.5 | true",
        "mode=ExpectedQueueConsumptionTime;value=1;activationValue=9 | 8.5 | false",
      })
  void rabbitMqsNumbersAreReadByMode(String metadata, double value, boolean active)
      throws Exception {
    // Given
    body = QUEUE;
    Map<String, String> settings = new HashMap<>();
    for (String pair : metadata.split(";")) {
      settings.put(pair.split("=")[0], pair.split("=")[1]);
    }

    // When
    Measurement measured = rabbit("", "", settings).measure();

    // Then
    assertThat(measured).isEqualTo(new Measurement(value, active));
  }

  @Test
  void rabbitMqIsAskedForAllQueuesOfAPattern() throws Exception {
    // Given
    body = "{\"items\":[" + QUEUE + "," + QUEUE + "],\"page_count\":1}";

    // When
    Measurement measured =
        rabbit("", "/", Map.of("useRegex", "true", "queueName", "^orders.*", "pageSize", "50"))
            .measure();

    // Then
    assertThat(measured.value()).isEqualTo(14);
    assertThat(request)
        .hasValue(
            "/api/queues/%2F?page=1&use_regex=true&pagination=false&name=%5Eorders.%2A"
                + "&page_size=50");
  }

  @Test
  void rabbitMqsRefusalIsToldWithoutCredentials() throws Exception {
    // Given
    status = 401;
    body = "{\"error\":\"not_authorised\",\n\"reason\":\"user:hunter2@host\"}";
    Trigger trigger = rabbit("user:hunter2@", "", Map.of());

    // When
    var thrown = assertThatThrownBy(trigger::measure);

    // Then
    thrown
        .isInstanceOf(TriggerException.class)
        .hasMessageContaining("401")
        .hasMessageContaining("not_authorised")
        .message()
        .doesNotContain("hunter2")
        .doesNotContain("\n");
  }

  @Test
  void sourcesThatAreAwayAreToldWithoutCredentials() throws Exception {
    // Given
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Trigger trigger =
        Triggers.open(
            spec(
                "rabbitmq",
                Map.of("queueName", "q", "host", "http://user:hunter2@127.0.0.1:" + port)));

    // When
    var thrown = assertThatThrownBy(trigger::measure);

    // Then
    thrown
        .isInstanceOf(TriggerException.class)
        .hasMessageStartingWith(
            "error inspecting RabbitMQ: no answer from http://127.0.0.1:" + port + "/api/queues/")
        .message()
        .doesNotContain("hunter2")
        .doesNotContain("\n");
  }

  @Test
  void sourcesThatDoNotAnswerAreGivenUp() throws Exception {
    // Given
    stall = true;
    Trigger trigger = rabbit("", "", Map.of("timeout", "200"));

    // When
    var thrown = assertThatThrownBy(trigger::measure);

    // Then
    thrown.isInstanceOf(TriggerException.class).hasMessageContaining("no answer from");
  }

  @Test
  void prometheusIsAskedAsKedaDoes() throws Exception {
    // Given
    body = "{\"data\":{\"result\":[{\"value\":[1,\"3.5\"]}]}}";

    // When
    Measurement measured =
        prometheus(
                Map.of("namespace", "ns", "queryParameters", "dedup=true"),
                Map.of("bearerToken", "secret"))
            .measure();

    // Then
    assertThat(measured).isEqualTo(new Measurement(3.5, true));
    assertThat(request.get())
        .matches("/prom/api/v1/query\\?query=sum%28up%29&time=[0-9T:-]+Z&namespace=ns&dedup=true");
    assertThat(authorization).hasValue("Bearer secret");
  }

  @Test
  void negativeValuesCanBeActiveWhileTheHpaIsToldZero() throws Exception {
    // Given
    body = "{\"data\":{\"result\":[{\"value\":[1,\"-3\"]}]}}";

    // When
    Measurement measured =
        prometheus(Map.of("activationThreshold", "-5"), Map.of("bearerToken", "x")).measure();

    // Then
    assertThat(measured).isEqualTo(new Measurement(0, true));
  }

  @Test
  void prometheusErrorsAreTold() throws Exception {
    // Given
    status = 503;
    body = "not\nready";
    Trigger trigger = prometheus(Map.of(), Map.of("bearerToken", "x"));

    // When
    var thrown = assertThatThrownBy(trigger::measure);

    // Then
    thrown.hasMessage("prometheus query api returned error. status: 503 response: not ready");
  }

  @Test
  void settingsThatLiveReadingCannotHonourAreRefused() {
    assertThatThrownBy(() -> rabbit("", "", Map.of("unsafeSsl", "true")))
        .hasMessage("unsafeSsl=true of a rabbitmq trigger is not supported when it is read live");
  }

  private Trigger rabbit(String credentials, String path, Map<String, String> more)
      throws TriggerException {
    Map<String, String> metadata = new HashMap<>();
    metadata.put("queueName", "orders");
    metadata.put("timeout", PATIENT);
    metadata.put(
        "host", "http://" + credentials + "127.0.0.1:" + server.getAddress().getPort() + path);
    metadata.putAll(more);
    return Triggers.open(spec("rabbitmq", metadata));
  }

  private Trigger prometheus(Map<String, String> more, Map<String, String> auth)
      throws TriggerException {
    Map<String, String> metadata = new HashMap<>();
    metadata.put("serverAddress", "http://127.0.0.1:" + server.getAddress().getPort() + "/prom");
    metadata.put("query", "sum(up)");
    metadata.put("timeout", PATIENT);
    metadata.put("threshold", "1");
    metadata.put("authModes", "bearer");
    metadata.putAll(more);
    return Triggers.open(new TriggerSpec(0, "prometheus", metadata, auth, Map.of()));
  }

  private static TriggerSpec spec(String type, Map<String, String> metadata) {
    return new TriggerSpec(0, type, metadata, Map.of(), Map.of());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      request.set(exchange.getRequestURI().toString());
      authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
      if (stall) {
        release.await();
      }
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
