package io.groundswell.mocapp;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.mocapp.Collector.Taken;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Applications that call each other: a calls b and c, b calls c; d traces nothing. */
class ChainIT {

  private static final String CALLER = "00f067aa0ba902b7";

  private static final List<MocApp> APPS = new ArrayList<>();
  private static Collector collector;
  private static URI a;
  private static URI d;
  private static MocApp dApp;
  private static URI failing;

  @BeforeAll
  static void start() throws Exception {
    collector = new Collector();
    URI c = traced("app-c", Map.of("APP_LATENCY", "20")).address();
    URI b = traced("app-b", Map.of("APP_URL_DESTINO", "" + c, "APP_LATENCY", "20")).address();
    a = traced("app-a", Map.of("APP_URL_DESTINO", b + "," + c)).address();
    failing = app("failing", Map.of("APP_ERRORS", "100")).address();
    dApp = app("app-d", Map.of("APP_URL_DESTINO", c + "," + failing, "LOG_JSON", "true"));
    d = dApp.address();
  }

  @AfterAll
  static void stop() {
    APPS.forEach(MocApp::close);
    collector.close();
  }

  @Test
  void theListComesBackFromAllOfThem() {
    // When
    HttpResponse<String> response = process(a, newTrace());

    // Then
    assertThat(response.statusCode() + " " + response.body())
        .isEqualTo("200 [\"dado\",\"app-a\",\"app-b\",\"app-c\",\"app-c\"]");
  }

  @Test
  void oneTraceGoesThroughAllOfThem() {
    // Given
    String trace = newTrace();

    // When
    process(a, trace);

    // Then
    await().atMost(30, SECONDS).until(() -> spans(trace).size() == 7);
    assertThat(spans(trace))
        .filteredOn(span -> span.kind() == SpanKind.SPAN_KIND_SERVER)
        .extracting(Taken::service)
        .containsExactlyInAnyOrder("app-a", "app-b", "app-c", "app-c");
    Set<String> parents = spans(trace).stream().map(Taken::id).collect(toSet());
    parents.add(CALLER);
    assertThat(spans(trace)).allMatch(span -> parents.contains(span.parent()));
  }

  @Test
  void oneThatTracesNothingPassesTheTraceOn() {
    // Given
    String trace = newTrace();

    // When
    process(d, trace);

    // Then
    await().atMost(30, SECONDS).until(() -> !spans(trace).isEmpty());
    assertThat(spans(trace)).extracting(Taken::service).containsExactly("app-c");
  }

  @Test
  void whoseTurnItIsToFailSaysSo() {
    // When
    HttpResponse<String> response = process(failing, newTrace());

    // Then
    assertThat(response.statusCode() + " " + response.body())
        .isEqualTo("500 {\"error\":\"Erro simulado em failing\"}");
  }

  @Test
  void oneThatFailsBreaksTheChain() {
    // When
    HttpResponse<String> response = process(d, newTrace());

    // Then
    assertThat(response.statusCode() + " " + response.body())
        .isEqualTo("502 {\"error\":\"Erro ao enviar para " + failing + ": 500\"}");
    assertThat(dApp.log().lines()).allMatch(line -> line.startsWith("{\"timestamp\":"));
  }

  @Test
  void oneThatIsAwayBreaksTheChain() {
    // Given
    URI lost = app("lost", Map.of("APP_URL_DESTINO", "http://127.0.0.1:1")).address();

    // When
    HttpResponse<String> response = process(lost, newTrace());

    // Then
    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(response.body())
        .startsWith("{\"error\":\"Falha na requisição para http://127.0.0.1:1: ");
  }

  @Test
  void aBrokenChainIsLoggedWithItsTrace() {
    // Given
    String trace = newTrace();
    MocApp app = traced("app-e", Map.of("APP_ERRORS", "100"));

    // When
    process(app.address(), trace);

    // Then
    await().atMost(30, SECONDS).until(() -> app.log().contains("Erro simulado"));
    assertThat(app.log().lines())
        .filteredOn(line -> line.contains("Erro simulado"))
        .singleElement()
        .asString()
        .contains(trace);
  }

  private static MocApp traced(String name, Map<String, String> settings) {
    Map<String, String> more = new HashMap<>(settings);
    more.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address().toString());
    more.put("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "100ms");
    return app(name, more);
  }

  private static MocApp app(String name, Map<String, String> settings) {
    Map<String, String> more = new HashMap<>(settings);
    more.put("APP_NAME", name);
    MocApp app = MocApp.start(more);
    APPS.add(app);
    return app;
  }

  private static HttpResponse<String> process(URI app, String trace) {
    try (Http http = new Http(app)) {
      return http.send(
          http.to("/process")
              .header("Content-Type", Http.JSON)
              .header("traceparent", "00-" + trace + "-" + CALLER + "-01")
              .POST(HttpRequest.BodyPublishers.ofString("[\"dado\"]"))
              .build());
    }
  }

  private static List<Taken> spans(String trace) {
    return collector.spans().stream().filter(span -> span.trace().equals(trace)).toList();
  }

  private static String newTrace() {
    byte[] id = new byte[16];
    ThreadLocalRandom.current().nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
