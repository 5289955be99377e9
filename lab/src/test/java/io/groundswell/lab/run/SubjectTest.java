package io.groundswell.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.brokers.BrokerKind;
import io.groundswell.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rabbitmq | rabbitmq | queueName: tasks | tasks | tasks.dlq",
        "kafka | kafka | topic: tasks | tasks | tasks.dlq",
        "kafka | apache-kafka | topic: tasks | tasks | tasks.dlq",
        "sqs | aws-sqs-queue | queueURL: https://h/1/tasks | tasks | tasks-dlq",
        "sqs | aws-sqs-queue | queueURLFromEnv: SQS_QUEUE_URL | orders | orders-dlq",
      })
  void theQueueIsThatWhichATriggerOfTheBrokerWatches(
      String broker, String type, String metadata, String queue, String deadLetters)
      throws IOException {
    // Given
    Path manifest = manifest(type, metadata);

    // When
    Subject subject = Subject.read(manifest, BrokerKind.of(broker), Optional.empty());

    // Then
    assertThat(subject.queue()).isEqualTo(queue);
    assertThat(subject.deadLetters()).isEqualTo(deadLetters);
  }

  @Test
  void aManifestForAnotherBrokerIsAnsweredWithTheWaysOut() throws IOException {
    // Given
    Path manifest = manifest("rabbitmq", "queueName: orders");

    // When
    var thrown =
        assertThatThrownBy(() -> Subject.read(manifest, BrokerKind.KAFKA, Optional.empty()));

    // Then
    thrown
        .isInstanceOf(LabException.class)
        .hasMessageEndingWith(
            "no trigger of ScaledObject app watches a queue of kafka, they are of type rabbitmq:"
                + " choose that broker by --broker, or build the application with BROKER=kafka");
  }

  @ParameterizedTest
  @CsvSource({
    "3, 'consumerGroup: g', true",
    "10, 'consumerGroup: g', false",
    "0, 'consumerGroup: g', false",
    "3, 'allowIdleConsumers: \"true\"', false",
  })
  void moreReplicasThanPartitionsAreWarnedOfUnlessTheyAreMeant(
      int partitions, String metadata, boolean warned) throws IOException {
    // Given
    Path manifest = manifest("kafka", "topic: orders\n        " + metadata);
    Subject subject = Subject.read(manifest, BrokerKind.KAFKA, Optional.empty());

    // When
    Optional<String> warning = subject.warning(partitions);

    // Then
    assertThat(warning.isPresent()).isEqualTo(warned);
    warning.ifPresent(
        text -> assertThat(text).contains("3 partitions", "10 replicas", "7 of them"));
  }

  private Path manifest(String type, String metadata) throws IOException {
    return Files.writeString(
        folder.resolve("kubernetes.yml"),
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: app
        spec:
          template:
            spec:
              containers:
                - name: app
        ---
        apiVersion: keda.sh/v1alpha1
        kind: ScaledObject
        metadata:
          name: app
        spec:
          maxReplicaCount: 10
          scaleTargetRef:
            name: app
          triggers:
            - type: %s
              metadata:
                %s
        """
            .formatted(type, metadata));
  }
}
