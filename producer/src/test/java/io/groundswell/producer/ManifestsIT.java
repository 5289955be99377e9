package io.groundswell.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The manifests: the service's Deployment as the build writes it, and the Job. */
class ManifestsIT {

  enum Kind {
    DEPLOYMENT("target/kubernetes/kubernetes.yml"),
    JOB("src/main/kubernetes/job.yml");

    private final Path file;

    Kind(String file) {
      this.file = Path.of(file);
    }

    JsonNode read() throws IOException {
      try (MappingIterator<JsonNode> documents =
          new YAMLMapper().readerFor(JsonNode.class).readValues(file.toFile())) {
        return documents.readAll().stream()
            .filter(each -> each.path("kind").asText().equalsIgnoreCase(name()))
            .findFirst()
            .orElseThrow();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void podsAreAdmittedAtLevelRestricted(Kind kind) throws IOException {
    // When
    JsonNode pod = kind.read().at("/spec/template/spec");

    // Then
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    JsonNode container = pod.at("/containers/0/securityContext");
    assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void theAddressOfWhicheverBrokerThereIsComesFromItsSecret(Kind kind) throws IOException {
    // When
    JsonNode variables = kind.read().at("/spec/template/spec/containers/0/env");

    // Then
    assertThat(
            StreamSupport.stream(variables.spliterator(), false)
                .filter(each -> each.at("/valueFrom/secretKeyRef/optional").asBoolean())
                .map(
                    each ->
                        each.path("name").asText()
                            + ": "
                            + each.at("/valueFrom/secretKeyRef/name").asText()
                            + ", "
                            + each.at("/valueFrom/secretKeyRef/key").asText()))
        .containsExactly(
            "AMQP_ADDR: rabbitmq, amqp",
            "KAFKA_BOOTSTRAP_SERVERS: kafka, bootstrap-servers",
            "SQS_QUEUE_URL: sqs, queue-url",
            "AWS_REGION: sqs, region",
            "AWS_ENDPOINT_URL_SQS: sqs, endpoint",
            "AWS_ACCESS_KEY_ID: sqs, access-key-id",
            "AWS_SECRET_ACCESS_KEY: sqs, secret-access-key");
  }

  @ParameterizedTest
  @EnumSource
  void oneVariableChoosesTheBroker(Kind kind) throws IOException {
    // When
    JsonNode variables = kind.read().at("/spec/template/spec/containers/0/env");

    // Then
    assertThat(variables.findValuesAsText("name")).contains("BROKER");
  }

  @Test
  void theJobRunsTheImageOfTheDeployment() throws IOException {
    // When
    String image = Kind.JOB.read().at("/spec/template/spec/containers/0/image").asText();

    // Then
    assertThat(Kind.DEPLOYMENT.read().at("/spec/template/spec/containers/0/image").asText())
        .endsWith("/" + image);
  }

  @Test
  void theJobsArgumentsAreUnderstood() throws IOException {
    // Given
    JsonNode arguments = Kind.JOB.read().at("/spec/template/spec/containers/0/args");
    List<String> words =
        StreamSupport.stream(arguments.spliterator(), false).map(JsonNode::asText).toList();

    // When
    var parsing = assertThatCode(() -> Main.commandLine().parseArgs(words.toArray(String[]::new)));

    // Then
    parsing.doesNotThrowAnyException();
    assertThat(words).isNotEmpty();
  }
}
