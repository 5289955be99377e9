package io.groundswell.mocapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.brokers.BrokerKind;
import io.groundswell.brokers.BrokerProcess;
import io.groundswell.brokers.EmbeddedSettings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages over a real SQS queue. */
class MessagesIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String QUEUE = "teste";

  private static BrokerProcess sqs;
  private static MocApp app;
  private static Http http;

  @BeforeAll
  static void start(@TempDir Path folder) {
    sqs = new BrokerProcess(EmbeddedSettings.in(folder, BrokerKind.SQS));
    sqs.start();
    sqs.create(QUEUE);
    Map<String, String> settings = new HashMap<>(sqs.clientEnvironment(QUEUE));
    settings.put("VERSION", "v2");
    settings.put("APP_NAME", "app-a");
    app = MocApp.start(settings);
    http = new Http(app.address());
  }

  @AfterAll
  static void stop() {
    http.close();
    app.close();
    sqs.stop();
  }

  @BeforeEach
  void empty() {
    sqs.start();
    sqs.purge(QUEUE);
  }

  @Test
  void aMessageThatIsSentIsReceivedOnce() throws Exception {
    // Given
    JsonNode sent = JSON.readTree(send("{\"message\":\"olá\"}").body());

    // When
    JsonNode received = JSON.readTree(http.get("/receive-message").body());
    JsonNode again = JSON.readTree(http.get("/receive-message").body());

    // Then
    String url = sqs.clientEnvironment(QUEUE).get("SQS_QUEUE_URL");
    assertThat(sent)
        .isEqualTo(
            JSON.createObjectNode()
                .put("status", "success")
                .put("message_id", received.path("message_id").asText())
                .put("queue_url", url));
    assertThat(received)
        .isEqualTo(
            JSON.createObjectNode()
                .put("status", "success")
                .put("message_id", sent.path("message_id").asText())
                .put("body", "olá")
                .put("queue_url", url)
                .put("message", "Mensagem recebida e removida da fila com sucesso"));
    assertThat(again)
        .isEqualTo(
            JSON.createObjectNode()
                .put("status", "empty")
                .putNull("message_id")
                .putNull("body")
                .put("queue_url", url)
                .put("message", "Nenhuma mensagem disponível na fila"));
  }

  @Test
  void whatIsReceivedIsGoneFromTheQueue() {
    // Given
    send("{\"message\":\"a\"}");
    send("{\"message\":\"b\"}");

    // When
    http.get("/receive-message");

    // Then
    assertThat(sqs.count(QUEUE).total()).isEqualTo(1);
  }

  @Test
  void withoutSqsTheCauseIsTold() {
    // Given
    sqs.kill();

    // When
    HttpResponse<String> sent = send("{\"message\":\"a\"}");
    HttpResponse<String> received = http.get("/receive-message");

    // Then
    assertThat(sent.statusCode() + " " + received.statusCode()).isEqualTo("502 502");
    assertThat(sent.body()).startsWith("{\"detail\":\"Erro ao enviar mensagem para SQS: ");
    assertThat(received.body())
        .startsWith("{\"detail\":\"Erro ao receber/deletar mensagem do SQS: ");
  }

  @Test
  void aMessageThatSqsDoesntTakeIsAnErrorOfSqs() {
    assertThat(send("{\"message\":\"\"}").statusCode()).isEqualTo(502);
  }

  @Test
  void nameAndVersionAreTold() {
    // When
    String answers = http.get("/").body() + http.get("/version").body();

    // Then
    assertThat(answers).isEqualTo("{\"message\":\"Esse é o serviço app-a\"}{\"version\":\"v2\"}");
  }

  private static HttpResponse<String> send(String body) {
    return http.post("/sent-message", Http.JSON, body);
  }
}
