package io.groundswell.lab.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.groundswell.lab.LabException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With real servers as replicas. */
@Timeout(60)
class BalancerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<Upstream> ready = new CopyOnWriteArrayList<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private final Traffic traffic = new Traffic();
  private final AtomicInteger firstWaits = new AtomicInteger();
  private final CountDownLatch slow = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newHttpClient();
  private Balancer balancer;

  @AfterEach
  void stopAll() {
    slow.countDown();
    client.shutdownNow();
    balancer.close();
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void requestsGoRoundTheReplicasThatAreReady() throws Exception {
    // Given
    ready.add(replica("a"));
    ready.add(replica("b"));
    balancer = start(WaitingLimits.DEFAULT);

    // When
    List<String> answers = List.of(get(), get(), get(), get());

    // Then
    assertThat(answers).containsExactly("a", "b", "a", "b");
    await().untilAsserted(() -> assertThat(traffic.counts().answered()).isEqualTo(4));
  }

  @Test
  void aRequestWaitsForTheFirstReplica() throws Exception {
    // Given
    balancer = start(WaitingLimits.DEFAULT);
    CompletableFuture<HttpResponse<String>> early = send("/");
    await().until(() -> traffic.counts().waiting() == 1);

    // When
    ready.add(replica("late"));
    balancer.replicaReady();

    // Then
    assertThat(early.get().body()).isEqualTo("late");
    assertThat(traffic.counts().waiting()).isZero();
    assertThat(traffic.waits().count()).isEqualTo(1);
    assertThat(firstWaits).hasValue(1);
  }

  @Test
  void oneThatWaitsForTooLongIsToldTheLimit() throws Exception {
    // Given
    balancer = start(new WaitingLimits(10, Duration.ofMillis(50)));

    // When
    HttpResponse<String> answer = send("/").get();

    // Then
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"no replica was ready within 0.05 s, which is the limit\"}");
    assertThat(traffic.counts().refused()).isEqualTo(1);
  }

  @Test
  void noMoreWaitThanMay() throws Exception {
    // Given
    balancer = start(new WaitingLimits(1, PATIENCE));
    send("/");
    await().until(() -> traffic.counts().waiting() == 1);

    // When
    HttpResponse<String> answer = send("/").get();

    // Then
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"1 requests wait for a replica already, which is the limit\"}");
  }

  @Test
  void aReplicaThatTakesNoConnectionIsPassedOver() throws Exception {
    // Given
    ready.add(new Upstream("gone", freePort()));
    ready.add(replica("b"));
    balancer = start(WaitingLimits.DEFAULT);

    // When
    List<String> answers = List.of(post("{}"), post("{}"));

    // Then
    assertThat(answers).containsExactly("b", "b");
    assertThat(traffic.counts().retried()).isPositive();
  }

  @Test
  void whatAReplicaHasInHandIsAnsweredThoughItLeaves() throws Exception {
    // Given
    ready.add(replica("a"));
    balancer = start(WaitingLimits.DEFAULT);
    CompletableFuture<HttpResponse<String>> inHand = send("/slow");
    await().until(() -> traffic.counts().inHand() == 1);

    // When
    ready.clear();
    ready.add(replica("b"));
    String next = get();
    slow.countDown();

    // Then
    assertThat(next).isEqualTo("b");
    assertThat(inHand.get().body()).isEqualTo("a");
    await().untilAsserted(() -> assertThat(traffic.counts().answered()).isEqualTo(2));
    assertThat(traffic.counts().failed()).isZero();
  }

  @Test
  void anAnswerFrom500OnCountsAsFailed() throws Exception {
    // Given
    ready.add(replica("a"));
    balancer = start(WaitingLimits.DEFAULT);

    // When
    HttpResponse<String> answer = send("/error").get();

    // Then
    assertThat(answer.statusCode()).isEqualTo(500);
    await().untilAsserted(() -> assertThat(traffic.counts().failed()).isEqualTo(1));
  }

  @Test
  void aTakenPortIsSaidWithItsWayOut() throws Exception {
    // Given
    balancer = start(WaitingLimits.DEFAULT);
    int taken = balancer.address().getPort();

    // When
    var thrown = assertThatThrownBy(() -> start(taken, WaitingLimits.DEFAULT));

    // Then
    thrown
        .isInstanceOf(LabException.class)
        .hasMessageStartingWith("--port " + taken + ": can't listen there")
        .hasMessageEndingWith("take another");
  }

  private Balancer start(WaitingLimits limits) {
    return start(0, limits);
  }

  private Balancer start(int port, WaitingLimits limits) {
    return Balancer.start(
        port,
        () -> ready,
        limits,
        traffic,
        new Balancer.Listener() {
          @Override
          public void firstWaits() {
            firstWaits.incrementAndGet();
          }

          @Override
          public void ended(boolean good) {
            // Traffic counts.
          }
        });
  }

  private Upstream replica(String name) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          exchange.getRequestBody().readAllBytes();
          if (path.equals("/slow")) {
            try {
              slow.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          exchange.sendResponseHeaders(path.equals("/error") ? 500 : 200, name.length());
          exchange.getResponseBody().write(name.getBytes());
          exchange.close();
        });
    server.start();
    servers.add(server);
    return new Upstream(name, server.getAddress().getPort());
  }

  private String get() throws Exception {
    return send("/").get().body();
  }

  private CompletableFuture<HttpResponse<String>> send(String path) {
    return client.sendAsync(
        HttpRequest.newBuilder(balancer.address().resolve(path)).build(), BodyHandlers.ofString());
  }

  private String post(String body) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(balancer.address())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
