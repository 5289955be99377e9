package io.groundswell.triggers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqsTriggerTest {

  private static final String QUEUE = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders";

  private HttpServer aws;
  private int status;
  private String answer;
  private String asked;

  @BeforeEach
  void start() throws IOException {
    aws = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    aws.createContext(
        "/",
        exchange -> {
          asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          byte[] body = answer.getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    aws.start();
  }

  @AfterEach
  void stop() {
    aws.stop(0);
  }

  @Test
  void theAttributesAreAskedForAndAdded() throws Exception {
    // Given
    answer(
        200,
        "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"7\","
            + "\"ApproximateNumberOfMessagesNotVisible\":\"4\"}}");

    // When
    Measurement measurement;
    try (Trigger trigger = Triggers.open(spec(QUEUE, "eu-west-1"))) {
      measurement = trigger.measure();
    }

    // Then
    assertThat(measurement).isEqualTo(new Measurement(11, true));
    assertThat(asked)
        .contains(QUEUE, "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QueueDoesNotExist | The specified queue does not exist. | eu-west-1"
            + " | QueueDoesNotExist: The specified queue does not exist",
        "QueueDoesNotExist | The specified queue does not exist. | us-east-1"
            + " | QueueDoesNotExist: The specified queue does not exist.: awsRegion is us-east-1,"
            + " but the queue's URL is of eu-west-1",
        "ExpiredToken | The security token included in the request is expired | eu-west-1"
            + " | ExpiredToken: The security token included in the request is expired: renew the"
            + " credentials",
        "AccessDenied | User is not authorized | eu-west-1 | AccessDenied: User is not authorized",
      })
  void refusalsAreToldInOneLine(String code, String said, String region, String message)
      throws Exception {
    // Given
    answer(400, "{\"__type\":\"com.amazonaws.sqs#%s\",\"message\":\"%s\"}".formatted(code, said));

    // When
    try (Trigger trigger = Triggers.open(spec(QUEUE, region))) {
      var thrown = assertThatThrownBy(trigger::measure);

      // Then
      thrown
          .isInstanceOf(TriggerException.class)
          .hasMessage("operation error SQS: GetQueueAttributes, api error " + message);
    }
  }

  @Test
  void endpointsThatAreAwayAreToldInOneLine() throws Exception {
    // Given
    String endpoint = endpoint();
    aws.stop(0);

    // When
    try (Trigger trigger = Triggers.open(spec(QUEUE, "eu-west-1"))) {
      var thrown = assertThatThrownBy(trigger::measure);

      // Then
      thrown
          .isInstanceOf(TriggerException.class)
          .hasMessage(
              "operation error SQS: GetQueueAttributes, no answer from "
                  + endpoint
                  + ": Connection refused");
    }
  }

  @Test
  void rolesAreNotAssumed() {
    // Given
    TriggerSpec spec =
        new TriggerSpec(
            0,
            "aws-sqs-queue",
            Map.of("queueURL", QUEUE, "awsRegion", "eu-west-1"),
            Map.of("awsRoleArn", "arn:aws:iam::1:role/r"),
            Map.of());

    // When
    var thrown = assertThatThrownBy(() -> Triggers.open(spec));

    // Then
    thrown.hasMessage(
        "awsRoleArn of an aws-sqs-queue trigger is not supported when it is read live: assume the"
            + " role before");
  }

  private void answer(int status, String answer) {
    this.status = status;
    this.answer = answer;
  }

  private String endpoint() {
    return "http://127.0.0.1:" + aws.getAddress().getPort();
  }

  private TriggerSpec spec(String queue, String region) {
    Map<String, String> metadata =
        new HashMap<>(Map.of("queueURL", queue, "awsRegion", region, "awsEndpoint", endpoint()));
    return new TriggerSpec(
        0,
        "aws-sqs-queue",
        metadata,
        Map.of("awsAccessKeyID", "id", "awsSecretAccessKey", "hunter2"),
        Map.of());
  }
}
