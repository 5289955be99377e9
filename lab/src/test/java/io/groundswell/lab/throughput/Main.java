package io.groundswell.lab.throughput;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.groundswell.brokers.RabbitMqServer;
import io.groundswell.lab.process.Descendants;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Throughput as a command. */
@Command(
    name = "scripts/bench throughput",
    sortOptions = false,
    usageHelpWidth = 100,
    mixinStandardHelpOptions = true,
    description = {
      "Measures our producer at full rate and our consumer without work beside the broker's own",
      "tool, in turn: RabbitMQ's PerfTest on this machine's rabbitmq-server, and Kafka's",
      "ProducerPerformance and ConsumerPerformance on the embedded Kafka.",
      ""
    },
    synopsisHeading = "Usage: ")
final class Main implements Callable<Integer> {

  enum Output {
    TEXT,
    JSON
  }

  /**
   * The same measured of both.
   *
   * @param broker which
   * @param what producer or consumer
   * @param ours messages a second
   * @param tool messages a second
   */
  record Pair(String broker, String what, double ours, double tool) {

    /** Ours in parts of the tool's. */
    double ratio() {
      return ours / tool;
    }
  }

  private interface Measurement {
    double of(boolean ours) throws Exception;
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--orders",
      paramLabel = "N",
      description = "In each measurement. Default: 200000 on RabbitMQ, 1000000 on Kafka.")
  private Long orders;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "How often. Default: ${DEFAULT-VALUE}.",
      defaultValue = "3")
  private int pairs;

  @Option(
      names = "--payload-size",
      paramLabel = "BYTES",
      description = "Of an order. Default: ${DEFAULT-VALUE}.",
      defaultValue = "100")
  private int payload;

  @Option(
      names = "--unconfirmed",
      paramLabel = "N",
      description = {
        "Orders that may be unconfirmed at once. Default: 1000 on RabbitMQ, 10000 on Kafka,",
        "whose tool bounds them by 32 MiB alone."
      })
  private Integer unconfirmed;

  @Option(
      names = "--prefetch",
      paramLabel = "N",
      description = "Orders that a consumer is handed at once. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1000")
  private int prefetch;

  @Option(
      names = "--broker",
      paramLabel = "NAME",
      split = ",",
      description = "rabbitmq, kafka. Default: ${DEFAULT-VALUE}.",
      defaultValue = "rabbitmq,kafka")
  private List<String> brokers;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      description = "Pairs on standard output. Default: ${DEFAULT-VALUE}.",
      defaultValue = "text")
  private Output output;

  /** Runs the command and ends the process with its status. */
  public static void main(String... arguments) {
    Descendants.endWithThisProcess();
    System.exit(
        new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path home = Path.of(System.getProperty("groundswell.home", "")).toAbsolutePath();
    Path folder =
        home.resolve("target/throughput")
            .resolve(LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")));
    List<Pair> all = new ArrayList<>();
    PrintWriter out = spec.commandLine().getOut();
    for (String broker : brokers) {
      Path place = Files.createDirectories(folder.resolve(broker));
      try (Contest contest = contest(broker, place, home)) {
        all.addAll(measure(broker, "producer", contest, contest::placing));
        all.addAll(measure(broker, "consumer", contest, contest::taking));
      }
    }
    if (output == Output.JSON) {
      out.println(
          JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(all));
    }
    return 0;
  }

  private Contest contest(String broker, Path folder, Path home) {
    return switch (broker) {
      case "rabbitmq" ->
          new RabbitMqContest(
              RabbitMqServer.find()
                  .orElseThrow(() -> new IllegalStateException("no rabbitmq-server here")),
              load(200_000, 1_000),
              folder,
              home);
      case "kafka" -> new KafkaContest(load(1_000_000, 10_000), folder, home);
      default ->
          throw new CommandLine.ParameterException(
              spec.commandLine(), "--broker is '" + broker + "', must be rabbitmq or kafka");
    };
  }

  private Load load(long ordersByDefault, int unconfirmedByDefault) {
    return new Load(
        orders == null ? ordersByDefault : orders,
        payload,
        unconfirmed == null ? unconfirmedByDefault : unconfirmed,
        prefetch);
  }

  private List<Pair> measure(String broker, String what, Contest contest, Measurement measurement)
      throws Exception {
    List<Pair> measured = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      boolean oursFirst = i % 2 == 0;
      double first = measurement.of(oursFirst);
      double second = measurement.of(!oursFirst);
      Pair pair =
          oursFirst ? new Pair(broker, what, first, second) : new Pair(broker, what, second, first);
      measured.add(pair);
      say(pair.broker() + " " + what, pair.ours(), contest.tool(), pair.tool(), pair.ratio());
    }
    say(
        broker + " " + what + ", medians",
        median(measured.stream().mapToDouble(Pair::ours).sorted().toArray()),
        contest.tool(),
        median(measured.stream().mapToDouble(Pair::tool).sorted().toArray()),
        median(measured.stream().mapToDouble(Pair::ratio).sorted().toArray()));
    return measured;
  }

  private void say(String what, double ours, String toolName, double tool, double ratio) {
    PrintWriter to =
        output == Output.TEXT ? spec.commandLine().getOut() : spec.commandLine().getErr();
    to.println(
        String.format(
            Locale.ROOT,
            "%-28s ours %8.0f/s   %-18s %8.0f/s   ratio %.2f",
            what,
            ours,
            toolName,
            tool,
            ratio));
    to.flush();
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
