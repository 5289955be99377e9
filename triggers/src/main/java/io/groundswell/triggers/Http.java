package io.groundswell.triggers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks HTTP sources: one GET, bounded in time and size. */
final class Http implements AutoCloseable {

  /** KEDA's {@code KEDA_HTTP_DEFAULT_TIMEOUT}. */
  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

  private static final long MAX_BYTES = 16L * 1024 * 1024;

  record Answer(int status, String body) {}

  private final Duration timeout;
  private final HttpClient client;

  Http(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            // A redirect would take the credentials elsewhere.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * Gets a URL that holds no secret.
   *
   * @throws IOException if there is no answer in time; its message is one line
   */
  Answer get(String url, Map<String, String> headers) throws IOException {
    HttpRequest.Builder request;
    try {
      request = HttpRequest.newBuilder(URI.create(url)).timeout(timeout);
      headers.forEach(request::header);
    } catch (IllegalArgumentException e) {
      throw new IOException("not a request that can be sent: " + e.getMessage(), e);
    }
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES));
    try {
      HttpResponse<String> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), response.body());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("no answer from " + url + " within " + timeout.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw new IOException("no answer from " + url + ": " + reason(e.getCause()), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + url, e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private static String reason(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
