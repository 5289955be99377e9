package io.groundswell.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.lab.app.Application;
import io.groundswell.lab.process.CommandLine;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Producer, consumer, trigger and lab on a Kafka that isn't open to all, nor the newest. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SecureKafkaIT {

  @TempDir static Path store;
  @TempDir Path folder;

  private static SecureKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = SecureKafka.start(store);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void ordersRaiseConsumersFromZeroOverTlsWithPassword() throws Exception {
    // When
    LabCommand.Result result =
        new LabCommand(folder)
            .run(
                kafka.clientEnvironment(),
                "--broker",
                "kafka",
                "--orders",
                "60",
                "--work",
                "50ms",
                "--speed",
                "20");

    // Then
    JsonNode summary = result.summary();
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(summary.at("/done").asInt()).isEqualTo(60);
    assertThat(summary.at("/lost").asInt()).isZero();
    assertThat(summary.at("/replicas/max").asInt()).isGreaterThan(1);
    assertThat(summary.at("/replicas/final").asInt()).isZero();
  }

  @Test
  void aWrongPasswordIsOneClearLineThatDoesNotShowIt() throws Exception {
    // When
    LabCommand.Result result =
        new LabCommand(folder).run(kafka.clientEnvironment("guessed"), "--broker", "kafka");

    // Then
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("refuse").doesNotContain("guessed");
  }

  @Test
  void aConsumerWithoutGroupsOfItsProtocolEndsAndSaysWhatToSet() throws Exception {
    // Given
    Path log = folder.resolve("log");
    Application consumer = Application.in(LabCommand.HOME.resolve("consumer"));
    CommandLine command =
        consumer.isNativeUpToDate()
            ? CommandLine.nativeExecutable(consumer, OptionalLong.empty())
            : CommandLine.jvm(consumer, OptionalLong.empty());
    ProcessBuilder builder =
        new ProcessBuilder(command.arguments())
            .directory(command.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(kafka.clientEnvironment());
    builder
        .environment()
        .putAll(
            Map.of(
                "BROKER", "kafka",
                "QUARKUS_HTTP_PORT", "0",
                "CONSUMER_GROUP_PROTOCOL", "consumer"));

    // When
    int status = builder.start().waitFor();

    // Then
    assertThat(status).isEqualTo(1);
    assertThat(log)
        .content()
        .contains("protocol 'consumer' (KIP-848, Kafka 4.0): set CONSUMER_GROUP_PROTOCOL=classic");
  }
}
