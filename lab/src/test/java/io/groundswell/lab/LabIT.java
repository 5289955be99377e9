package io.groundswell.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.autoscaler.timeline.TimelineEvent;
import io.groundswell.autoscaler.timeline.TimelineEvent.DecisionMade;
import io.groundswell.autoscaler.timeline.TimelineReader;
import io.groundswell.lab.app.Application;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lab as its users start it, with the services that this build made. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LabIT {

  private static final Path HOME = LabCommand.HOME;

  @TempDir Path folder;

  @Test
  void ordersRaiseConsumersFromZeroAndLetThemGo() throws Exception {
    // When
    LabCommand.Result result =
        new LabCommand(folder).run("--orders", "80", "--work", "50ms", "--speed", "20");

    // Then
    JsonNode summary = result.summary();
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(summary.at("/placed").asInt()).isEqualTo(80);
    assertThat(summary.at("/done").asInt()).isEqualTo(80);
    assertThat(summary.at("/lost").asInt()).isZero();
    assertThat(summary.at("/duplicates").asInt()).isZero();
    assertThat(summary.at("/replicas/max").asInt()).isGreaterThan(1);
    assertThat(summary.at("/replicas/final").asInt()).isZero();
    assertThat(summary.at("/rises")).hasSize(1);
  }

  @Test
  void theTimelineHoldsEveryDecisionWithItsReason() throws Exception {
    // Given
    LabCommand.Result result =
        new LabCommand(folder).run("--orders", "20", "--work", "20ms", "--speed", "20");
    Path timeline =
        HOME.resolve("target/lab")
            .resolve(result.summary().at("/run").asText())
            .resolve("timeline.jsonl");

    // When
    List<TimelineEvent> events = TimelineReader.read(timeline);

    // Then
    List<DecisionMade> changes =
        events.stream()
            .filter(DecisionMade.class::isInstance)
            .map(DecisionMade.class::cast)
            .filter(DecisionMade::changes)
            .toList();
    assertThat(changes).first().returns(0, DecisionMade::before).returns(1, DecisionMade::after);
    assertThat(changes).last().returns(0, DecisionMade::after);
    assertThat(changes).extracting(DecisionMade::reason).allMatch(reason -> !reason.isBlank());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rabbitmq", "kafka", "sqs"})
  void nothingIsLostWhileReplicasAndBrokerAreKilled(String broker) throws Exception {
    // When
    LabCommand.Result result =
        new LabCommand(folder)
            .run(
                "--broker",
                broker,
                "--orders",
                "300",
                "--work",
                "50ms",
                "--speed",
                "20",
                "--chaos",
                "kill=2,term=2,broker=1");

    // Then
    JsonNode summary = result.summary();
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(summary.at("/broker").asText()).isEqualTo(broker);
    assertThat(summary.at("/done").asInt()).isEqualTo(300);
    assertThat(summary.at("/lost").asInt()).isZero();
    assertThat(summary.at("/chaos").toString()).isEqualTo("{\"kill\":2,\"term\":2,\"broker\":1}");
  }

  @Test
  void terminatedReplicasDoNothingTwice() throws Exception {
    // When
    LabCommand.Result result =
        new LabCommand(folder)
            .run("--orders", "200", "--work", "50ms", "--speed", "20", "--chaos", "term=3");

    // Then
    JsonNode summary = result.summary();
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(summary.at("/done").asInt()).isEqualTo(200);
    assertThat(summary.at("/duplicates").asInt()).isZero();
    assertThat(summary.at("/chaos/term").asInt()).isEqualTo(3);
  }

  @Test
  void failedOrdersAreCountedAmongTheDeadLetters() throws Exception {
    // When
    LabCommand.Result result =
        new LabCommand(folder)
            .run(
                "--orders",
                "20",
                "--work",
                "5ms",
                "--speed",
                "20",
                "--env",
                "CONSUMER_FAIL_SHARE=1",
                "--env",
                "CONSUMER_ATTEMPTS=1");

    // Then
    JsonNode summary = result.summary();
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(summary.at("/done").asInt()).isZero();
    assertThat(summary.at("/deadLettered").asInt()).isEqualTo(20);
    assertThat(summary.at("/lost").asInt()).isZero();
  }

  @Test
  void aWrongQueueNameIsOneClearLine() throws Exception {
    // Given
    Path generated = Application.in(HOME.resolve("consumer")).manifest("rabbitmq");
    Path manifest =
        Files.writeString(
            folder.resolve("kubernetes.yml"),
            Files.readString(generated).replace("queueName: orders", "queueName: ordres"));

    // When
    LabCommand.Result result = new LabCommand(folder).run("--manifest", manifest.toString());

    // Then
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err())
        .contains("orders go to the queue orders, but ScaledObject consumer watches ordres");
  }

  @Test
  void aMissingManifestIsOneClearLine() throws Exception {
    // When
    LabCommand.Result result =
        new LabCommand(folder).run("--manifest", folder.resolve("none.yml").toString());

    // Then
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("none.yml is missing");
  }

  @Test
  void aDamagedManifestIsOneClearLine() throws Exception {
    // Given
    Path manifest = Files.writeString(folder.resolve("kubernetes.yml"), "kind: [ScaledObject\n}");

    // When
    LabCommand.Result result = new LabCommand(folder).run("--manifest", manifest.toString());

    // Then
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("is damaged");
  }

  @Test
  void aTakenPortIsOneClearLine() throws Exception {
    // Given
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      // When
      LabCommand.Result result = new LabCommand(folder).run("--amqp-port", port);

      // Then
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.err().lines()).hasSize(1);
      assertThat(result.err()).contains(port);
    }
  }

  @Test
  void aQueueOfAnotherRegionIsOneClearLine() throws Exception {
    // Given
    String queue = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders";

    // When
    LabCommand.Result result =
        new LabCommand(folder)
            .run(Map.of("AWS_REGION", "us-east-1"), "--broker", "sqs", "--broker-url", queue);

    // Then
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "lab: AWS_REGION is us-east-1, but the queue %s is of eu-west-1: set AWS_REGION to"
                + " that%n",
            queue);
  }

  @Test
  void aBrokerThatIsAwayIsOneClearLineWithoutItsPassword() throws Exception {
    // Given
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    // When
    LabCommand.Result result =
        new LabCommand(folder).run("--broker-url", "amqp://me:hush@127.0.0.1:" + port);

    // Then
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("127.0.0.1:" + port).doesNotContain("hush");
  }

  @Test
  void aStoppedLabLeavesNoProcessBehindAndTellsWhatWasDone() throws Exception {
    // Given
    Process lab =
        new LabCommand(folder)
            .start(Map.of(), "--orders", "500", "--work", "200ms", "--speed", "20");
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> Files.readString(folder.resolve("err")).contains("HPA raises replicas"));
    List<ProcessHandle> descendants = lab.descendants().toList();

    // When
    lab.destroy();
    lab.waitFor();

    // Then
    assertThat(descendants).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    JsonNode summary = new ObjectMapper().readTree(Files.readString(folder.resolve("out")));
    assertThat(summary.at("/interrupted").asBoolean()).isTrue();
  }
}
