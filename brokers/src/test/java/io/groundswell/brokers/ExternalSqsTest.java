package io.groundswell.brokers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

class ExternalSqsTest {

  private static final Optional<AwsBasicCredentials> CREDENTIALS =
      Optional.of(AwsBasicCredentials.create("id", "hunter2"));

  @Test
  void withoutAnEndpointItIsThatOfTheRegion() {
    // Given
    Broker broker = new ExternalSqs("eu-west-1", Optional.empty());

    // When
    URI address = broker.address();

    // Then
    assertThat(address).hasToString("https://sqs.eu-west-1.amazonaws.com");
  }

  @Test
  void wrongRegionsAreNamed() {
    assertThatThrownBy(() -> new ExternalSqs("Europe!", Optional.empty()))
        .isInstanceOf(BrokerException.class)
        .hasMessage("AWS region is \"Europe!\", must be such as eu-west-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://host", "http://user:hunter2@host"})
  void wrongEndpointsAreRefusedWithoutTheirPassword(String endpoint) {
    assertThatThrownBy(() -> new ExternalSqs("eu-west-1", Optional.of(URI.create(endpoint))))
        .isInstanceOf(BrokerException.class)
        .hasMessage("SQS endpoint is not of the form http://host:port");
  }

  @Test
  void endpointsThatAreAwayAreNamedInOneLine() {
    // Given
    URI endpoint = URI.create("http://127.0.0.1:" + Ports.free(1).getFirst());
    try (Broker away = new ExternalSqs("eu-west-1", Optional.of(endpoint), CREDENTIALS)) {

      // When
      var thrown = assertThatThrownBy(away::start);

      // Then
      thrown
          .isInstanceOf(BrokerException.class)
          .hasMessage(
              "SQS of " + endpoint + " can't be reached: ConnectException: Connection refused");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ExpiredToken, 'The security token is expired', '; renew the credentials, then try again'",
    "InvalidClientTokenId, 'The security token is invalid', ''",
  })
  void refusedCredentialsAreNamedInOneLine(String code, String said, String wayOut)
      throws Exception {
    // Given
    HttpServer aws = answering(code, said);
    URI endpoint = URI.create("http://127.0.0.1:" + aws.getAddress().getPort());
    try (Broker broker = new ExternalSqs("eu-west-1", Optional.of(endpoint), CREDENTIALS)) {

      // When
      var thrown = assertThatThrownBy(broker::start);

      // Then
      thrown
          .isInstanceOf(BrokerException.class)
          .hasMessage("SQS of " + endpoint + " refused: " + code + ": " + said + wayOut);
    } finally {
      aws.stop(0);
    }
  }

  /** Refuses everything, as AWS does. */
  private static HttpServer answering(String code, String said) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    byte[] body =
        "{\"__type\":\"com.amazon.coral.service#%s\",\"message\":\"%s\"}"
            .formatted(code, said)
            .getBytes(UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
          exchange.sendResponseHeaders(403, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
