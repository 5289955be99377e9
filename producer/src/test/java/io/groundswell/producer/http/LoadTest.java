package io.groundswell.producer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a real server. */
@Timeout(60)
class LoadTest {

  private static final Ramp HUNDRED =
      new Ramp(200, List.of(new Ramp.Stage(Duration.ofMillis(500), 200)));

  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          int number = asked.incrementAndGet();
          boolean fails = exchange.getRequestURI().getPath().equals("/flaky") && number % 4 == 0;
          exchange.sendResponseHeaders(fails ? 503 : 200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void sendsAsManyRequestsAsTheRateHas() throws InterruptedException {
    // Given
    try (Load load = load(HUNDRED, false, "/")) {

      // When
      Tally.Counts counts = load.run();

      // Then
      assertThat(counts.requests() + counts.dropped()).isEqualTo(100);
      assertThat(asked).hasValue((int) counts.requests());
      assertThat(counts.failed()).isZero();
    }
  }

  @Test
  void countsWhatFails() throws InterruptedException {
    // Given
    try (Load load = load(HUNDRED, false, "/flaky")) {

      // When
      Tally.Counts counts = load.run();

      // Then
      assertThat(counts.failed()).isEqualTo(counts.requests() / 4);
      assertThat(counts.bad()).isEqualTo(counts.failed());
    }
  }

  @Test
  void countsWhereNobodyListensAsFailed() throws InterruptedException {
    // Given
    server.stop(0);
    try (Load load = load(HUNDRED, false, "/")) {

      // When
      Tally.Counts counts = load.run();

      // Then
      assertThat(counts.requests() + counts.dropped()).isEqualTo(100);
      assertThat(counts.failed()).isEqualTo(counts.requests());
    }
  }

  @Test
  void everyUserAsksAtLeastOnce() throws InterruptedException {
    // Given
    Ramp users = new Ramp(10, List.of(new Ramp.Stage(Duration.ofMillis(300), 10)));
    try (Load load = load(users, true, "/")) {

      // When
      Tally.Counts counts = load.run();

      // Then
      assertThat(counts.requests()).isGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void sendsNoMoreOnceItIsStopped() throws InterruptedException {
    // Given
    Ramp endless = new Ramp(1, List.of(new Ramp.Stage(Duration.ofHours(1), 1)));
    try (Load load = load(endless, false, "/")) {
      load.stop();

      // When
      Tally.Counts counts = load.run();

      // Then
      assertThat(counts.requests()).isLessThan(3600);
    }
  }

  private Load load(Ramp ramp, boolean users, String path) {
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new Load(base, ramp, users, () -> Ask.look(path));
  }
}
