package io.groundswell.mocapp;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How an application starts, how it doesn't, and how it ends. */
class LifecycleIT {

  @Test
  void aWrongSettingEndsTheStartWithOneLine() {
    // Given
    try (MocApp app = MocApp.start(Map.of("APP_ERRORS", "many"))) {

      // When
      int status = app.exitStatus();

      // Then
      assertThat(status + " " + app.log())
          .isEqualTo("1 APP_ERRORS is 'many', must be a whole number from 0 to 100\n");
    }
  }

  @Test
  void whatIsInHandEndsAfterASigterm() {
    // Given
    try (MocApp app = MocApp.start(Map.of());
        Http http = new Http(app.address())) {
      CompletableFuture<HttpResponse<String>> burning =
          CompletableFuture.supplyAsync(() -> http.get("/cpu/3"));
      await()
          .atMost(30, SECONDS)
          .until(() -> http.get("/metrics").body().contains("http_requests_inprogress 2"));

      // When
      app.terminate();

      // Then
      assertThat(burning.join().body()).isEqualTo("{\"status\":\"On Fire\"}");
      assertThat(app.exitStatus()).isEqualTo(143);
    }
  }
}
