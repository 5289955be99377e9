package io.groundswell.mocapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every endpoint, with good and bad input, of an application that nothing was set for. */
@QuarkusTest
class EndpointsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TestHTTPResource("/")
  URI address;

  private Http http;

  @BeforeEach
  void connect() {
    http = new Http(address);
  }

  @AfterEach
  void disconnect() {
    http.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/version | 404 | {\"detail\":\"Variável de ambiente 'VERSION' não encontrada\"}",
        "/healthcheck | 200 | {\"status\":\"healthy\"}",
        "/healthcheck/ | 200 | {\"status\":\"healthy\"}",
        "/healthcheck/error | 500 | {\"status\":\"error\"}",
        "/healthtime | 200 | {\"status\":\"healthy\"}",
        "/cpu/1 | 200 | {\"status\":\"On Fire\"}",
        "/receive-message | 400 | {\"detail\":\"Variável de ambiente 'SQS_QUEUE_URL' não encontrada\"}",
        "/nowhere | 404 | {\"detail\":\"Not Found\"}",
        "/process | 405 | {\"detail\":\"Method Not Allowed\"}",
        "/cpu/abc | 422 | {\"detail\":[{\"type\":\"int_parsing\",\"loc\":[\"path\",\"duration_seconds\"],"
            + "\"msg\":\"Input should be a valid integer, unable to parse string as an integer\","
            + "\"input\":\"abc\"}]}",
        "/cpu/0 | 422 | {\"detail\":[{\"type\":\"greater_than_equal\",\"loc\":[\"path\",\"duration_seconds\"],"
            + "\"msg\":\"Input should be greater than or equal to 1\",\"input\":\"0\",\"ctx\":{\"ge\":1}}]}",
        "/mem/301 | 422 | {\"detail\":[{\"type\":\"less_than_equal\",\"loc\":[\"path\",\"duration_seconds\"],"
            + "\"msg\":\"Input should be less than or equal to 300\",\"input\":\"301\",\"ctx\":{\"le\":300}}]}",
      })
  void aGetIsAnsweredAsItAlwaysWas(String path, int status, String body) {
    // When
    HttpResponse<String> response = http.get(path);

    // Then
    assertThat(response.statusCode() + " " + response.body()).isEqualTo(status + " " + body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/process | [\"dado\"] | 200 | [\"dado\",\"moc-app\"]",
        "/process | [] | 200 | [\"moc-app\"]",
        "/process | [\"dado\",1] | 422 | {\"detail\":[{\"type\":\"string_type\",\"loc\":[\"body\",1],"
            + "\"msg\":\"Input should be a valid string\",\"input\":1}]}",
        "/process | {\"a\":1} | 422 | {\"detail\":[{\"type\":\"list_type\",\"loc\":[\"body\"],"
            + "\"msg\":\"Input should be a valid list\",\"input\":{\"a\":1}}]}",
        "/process | [\"dado | 422 | {\"detail\":[{\"type\":\"json_invalid\",\"loc\":[\"body\",6],"
            + "\"msg\":\"JSON decode error\",\"input\":{},\"ctx\":{\"error\":\"Expecting value\"}}]}",
        "/process | '' | 422 | {\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\"],"
            + "\"msg\":\"Field required\",\"input\":null}]}",
        "/sent-message | {\"message\":\"m\"} | 400 |"
            + " {\"detail\":\"Variável de ambiente 'SQS_QUEUE_URL' não encontrada\"}",
        "/sent-message | {\"text\":\"m\"} | 422 | {\"detail\":[{\"type\":\"missing\","
            + "\"loc\":[\"body\",\"message\"],\"msg\":\"Field required\",\"input\":{\"text\":\"m\"}}]}",
        "/healthcheck | {} | 405 | {\"detail\":\"Method Not Allowed\"}",
      })
  void aPostIsAnsweredAsItAlwaysWas(String path, String sent, int status, String body) {
    // When
    HttpResponse<String> response = http.post(path, Http.JSON, sent);

    // Then
    assertThat(response.statusCode() + " " + response.body()).isEqualTo(status + " " + body);
  }

  @Test
  void theRootTellsTheHost() throws Exception {
    assertThat(JSON.readTree(http.get("/").body()).path("hostname").asText()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthcheck/fault", "/healthcheck/fault/soft"})
  void aFaultSaysWhichStatusItIs(String path) {
    // When
    HttpResponse<String> response = http.get(path);

    // Then
    assertThat(response.statusCode()).isIn(200, 503);
    assertThat(response.body())
        .isEqualTo(
            "{\"status\":%d,\"description\":\"fault injection\"}".formatted(response.statusCode()));
  }

  @Test
  void memoryIsHeldAndMeasured() throws Exception {
    // When
    JsonNode answer = JSON.readTree(http.get("/mem/1").body());

    // Then
    assertThat(answer.path("status").asText()).isEqualTo("On Fire");
    assertThat(answer.path("requested_duration_seconds").asInt()).isEqualTo(1);
    assertThat(answer.path("actual_duration_seconds").asDouble()).isGreaterThanOrEqualTo(1);
    assertThat(answer.path("items_created_in_list").asLong()).isPositive();
    assertThat(answer.path("memory_allocated_mb").asDouble()).isGreaterThan(32);
  }

  @Test
  void probesAreAnsweredWhileTheCpusBurn() {
    // Given
    CompletableFuture<HttpResponse<String>> burning =
        CompletableFuture.supplyAsync(() -> http.get("/cpu/3"));

    // When
    int live = http.get("/q/health/live").statusCode();
    int ready = http.get("/q/health/ready").statusCode();

    // Then
    assertThat(burning).isNotDone();
    assertThat(live + " " + ready).isEqualTo("200 200");
    assertThat(burning.join().statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    // Given
    byte[] large = new byte[(1 << 20) + 1];
    HttpRequest.BodyPublisher chunked =
        HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));

    // When
    HttpResponse<String> response =
        http.send(http.to("/process").header("Content-Type", Http.JSON).POST(chunked).build());

    // Then
    assertThat(response.statusCode() + " " + response.body())
        .isEqualTo("413 {\"detail\":\"The body is too large: at most 1048576 bytes are taken\"}");
  }

  @Test
  void requestsAreCountedByTheirPathTemplate() {
    // Given
    http.get("/cpu/1");

    // When
    String metrics = http.get("/metrics").body();

    // Then
    assertThat(metrics)
        .contains(
            "http_requests_total{handler=\"/cpu/{duration_seconds}\",method=\"GET\",status=\"2xx\"}",
            "app_requests_total{app=\"moc-app\",endpoint=\"/cpu/{duration_seconds}\"}",
            "http_requests_inprogress 1.0");
  }

  @Test
  void everyEndpointIsDocumented() throws Exception {
    // When
    JsonNode paths = JSON.readTree(http.get("/openapi.json").body()).path("paths");

    // Then
    assertThat(paths.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "/",
            "/version",
            "/healthcheck",
            "/healthcheck/error",
            "/healthcheck/fault",
            "/healthcheck/fault/soft",
            "/healthtime",
            "/cpu/{duration_seconds}",
            "/mem/{duration_seconds}",
            "/sent-message",
            "/receive-message",
            "/process");
  }

  @Test
  void theDocumentationCanBeRead() {
    assertThat(http.get("/docs").body()).contains("swagger-ui");
  }
}
