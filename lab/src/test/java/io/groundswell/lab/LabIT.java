package io.groundswell.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.autoscaler.timeline.TimelineEvent;
import io.groundswell.autoscaler.timeline.TimelineEvent.DecisionMade;
import io.groundswell.autoscaler.timeline.TimelineReader;
import io.groundswell.lab.app.Application;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A build for native executables makes no jars. */
  private static final String START_MODE =
      Application.in(HOME.resolve("consumer")).isNativeUpToDate() ? "native" : "jvm";

  @TempDir Path folder;

  private record Result(int exit, String out, String err) {
    JsonNode summary() throws IOException {
      return JSON.readTree(out);
    }
  }

  @Test
  void ordersRaiseConsumersFromZeroAndLetThemGo() throws Exception {
    // When
    Result result = lab("--orders", "80", "--work", "50ms", "--speed", "20");

    // Then
    JsonNode summary = result.summary();
    assertThat(result.exit).as(result.err).isZero();
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
    Result result = lab("--orders", "20", "--work", "20ms", "--speed", "20");
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
  @ValueSource(strings = "rabbitmq")
  void nothingIsLostWhileReplicasAndBrokerAreKilled(String broker) throws Exception {
    // When
    Result result =
        lab(
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
    assertThat(result.exit).as(result.err).isZero();
    assertThat(summary.at("/broker").asText()).isEqualTo(broker);
    assertThat(summary.at("/done").asInt()).isEqualTo(300);
    assertThat(summary.at("/lost").asInt()).isZero();
    assertThat(summary.at("/chaos").toString()).isEqualTo("{\"kill\":2,\"term\":2,\"broker\":1}");
  }

  @Test
  void terminatedReplicasDoNothingTwice() throws Exception {
    // When
    Result result = lab("--orders", "200", "--work", "50ms", "--speed", "20", "--chaos", "term=3");

    // Then
    JsonNode summary = result.summary();
    assertThat(result.exit).as(result.err).isZero();
    assertThat(summary.at("/done").asInt()).isEqualTo(200);
    assertThat(summary.at("/duplicates").asInt()).isZero();
    assertThat(summary.at("/chaos/term").asInt()).isEqualTo(3);
  }

  @Test
  void failedOrdersAreCountedAmongTheDeadLetters() throws Exception {
    // When
    Result result =
        lab(
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
    assertThat(result.exit).as(result.err).isZero();
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
    Result result = lab("--manifest", manifest.toString());

    // Then
    assertThat(result.exit).isEqualTo(2);
    assertThat(result.err.lines()).hasSize(1);
    assertThat(result.err)
        .contains("orders go to the queue orders, but ScaledObject consumer watches ordres");
  }

  @Test
  void aMissingManifestIsOneClearLine() throws Exception {
    // When
    Result result = lab("--manifest", folder.resolve("none.yml").toString());

    // Then
    assertThat(result.exit).isEqualTo(2);
    assertThat(result.err.lines()).hasSize(1);
    assertThat(result.err).contains("none.yml is missing");
  }

  @Test
  void aDamagedManifestIsOneClearLine() throws Exception {
    // Given
    Path manifest = Files.writeString(folder.resolve("kubernetes.yml"), "kind: [ScaledObject\n}");

    // When
    Result result = lab("--manifest", manifest.toString());

    // Then
    assertThat(result.exit).isEqualTo(2);
    assertThat(result.err.lines()).hasSize(1);
    assertThat(result.err).contains("is damaged");
  }

  @Test
  void aTakenPortIsOneClearLine() throws Exception {
    // Given
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      // When
      Result result = lab("--amqp-port", port);

      // Then
      assertThat(result.exit).isEqualTo(2);
      assertThat(result.err.lines()).hasSize(1);
      assertThat(result.err).contains(port);
    }
  }

  @Test
  void aQueueOfAnotherRegionIsOneClearLine() throws Exception {
    // Given
    String queue = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders";

    // When
    Result result =
        lab(Map.of("AWS_REGION", "us-east-1"), "--broker", "sqs", "--broker-url", queue);

    // Then
    assertThat(result.exit).isEqualTo(2);
    assertThat(result.err)
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
    Result result = lab("--broker-url", "amqp://me:hush@127.0.0.1:" + port);

    // Then
    assertThat(result.exit).isEqualTo(2);
    assertThat(result.err.lines()).hasSize(1);
    assertThat(result.err).contains("127.0.0.1:" + port).doesNotContain("hush");
  }

  @Test
  void aStoppedLabLeavesNoProcessBehindAndTellsWhatWasDone() throws Exception {
    // Given
    Process lab = start(Map.of(), "--orders", "500", "--work", "200ms", "--speed", "20");
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> Files.readString(folder.resolve("err")).contains("HPA raises replicas"));
    List<ProcessHandle> descendants = lab.descendants().toList();

    // When
    lab.destroy();
    lab.waitFor();

    // Then
    assertThat(descendants).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    JsonNode summary = JSON.readTree(Files.readString(folder.resolve("out")));
    assertThat(summary.at("/interrupted").asBoolean()).isTrue();
  }

  private Result lab(String... arguments) throws IOException, InterruptedException {
    return lab(Map.of(), arguments);
  }

  private Result lab(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(environment, arguments);
    try {
      int exit = process.waitFor();
      return new Result(
          exit, Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    } finally {
      process.destroy();
    }
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dgroundswell.home=" + HOME,
                "-jar",
                HOME.resolve("lab/target/lab.jar").toString(),
                "run",
                "--start-mode",
                START_MODE,
                "--output",
                "json"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder
        .environment()
        .keySet()
        .removeAll(List.of("BROKER", "AMQP_ADDR", "KAFKA_BOOTSTRAP_SERVERS", "SQS_QUEUE_URL"));
    builder.environment().remove("GROUNDSWELL_TERMINAL_WIDTH");
    builder.environment().putAll(environment);
    return builder.start();
  }
}
