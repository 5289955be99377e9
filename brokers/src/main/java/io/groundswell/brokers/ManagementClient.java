package io.groundswell.brokers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/** A client of RabbitMQ's management API, real or ours. */
final class ManagementClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  /** Counts the messages of a queue. */
  QueueCounts count(URI base, String virtualHost, String queue) {
    HttpResponse<String> response = send(base, request(base, virtualHost, queue).GET().build());
    if (response.statusCode() == 404) {
      throw new BrokerException(
          "queue \"" + queue + "\" doesn't exist at " + Addresses.redacted(base));
    }
    try {
      JsonNode state = JSON.readTree(expect(base, response, 200));
      return new QueueCounts(
          state.path("messages_ready").asLong(),
          OptionalLong.of(state.path("messages_unacknowledged").asLong()));
    } catch (IOException e) {
      throw new BrokerException(Addresses.redacted(base) + " didn't answer with JSON", e);
    }
  }

  /** Declares a durable queue. */
  void declare(URI base, String virtualHost, String queue, Map<String, Object> arguments) {
    String body;
    try {
      body = JSON.writeValueAsString(Map.of("durable", true, "arguments", arguments));
    } catch (IOException e) {
      throw new IllegalArgumentException("arguments can't be written as JSON", e);
    }
    HttpRequest request =
        request(base, virtualHost, queue)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build();
    expect(base, send(base, request), 201, 204);
  }

  private static HttpRequest.Builder request(URI base, String virtualHost, String queue) {
    String path = "/api/queues/" + Addresses.encode(virtualHost) + "/" + Addresses.encode(queue);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(Addresses.redacted(base).replaceFirst("/+$", "") + path))
            .timeout(TIMEOUT);
    Addresses.credentials(base)
        .ifPresent(c -> request.header("Authorization", ManagementEndpoint.basic(c)));
    return request;
  }

  private HttpResponse<String> send(URI base, HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new BrokerException(
          "the management API at " + Addresses.redacted(base) + " can't be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerException("interrupted while asking " + Addresses.redacted(base), e);
    }
  }

  private static String expect(URI base, HttpResponse<String> response, int... statuses) {
    for (int status : statuses) {
      if (response.statusCode() == status) {
        return response.body();
      }
    }
    throw new BrokerException(
        "the management API at "
            + Addresses.redacted(base)
            + " answered "
            + response.statusCode()
            + ": "
            + response.body().lines().findFirst().orElse(""));
  }
}
