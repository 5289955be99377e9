package io.groundswell.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The consumer as it was built, jar or native, with the embedded broker. */
@QuarkusIntegrationTest
@QuarkusTestResource(BrokerResource.class)
class ConsumerIT {

  @TestHTTPResource("/")
  URI address;

  private TestQueues queues;

  @BeforeEach
  void openQueues() throws Exception {
    queues = TestQueues.empty(BrokerResource.broker());
  }

  @AfterEach
  void closeQueues() {
    queues.close();
  }

  @Test
  void everyOrderGetsItsReceipt() throws Exception {
    // When
    queues.place(20);

    // Then
    queues.awaitDone(20);
    assertThat(queues.done()).containsExactlyElementsOf(DeliveryContract.orders(20));
  }

  @Test
  void whatIsDoneIsCounted() throws Exception {
    // Given
    queues.place(3);
    queues.awaitDone(3);

    // When
    String metrics = get("q/metrics").body();

    // Then
    assertThat(metrics)
        .contains(
            "orders_taken_total",
            "orders_done_total",
            "orders_failed_total",
            "orders_dead_lettered_total",
            "orders_in_hand",
            "orders_first_done_seconds",
            "orders_wait_seconds_bucket",
            "orders_work_seconds_bucket");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"healthz", "q/health", "q/health/started", "q/health/ready", "q/health/live"})
  void isHealthyWithItsBroker(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(address.resolve(path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
