package io.groundswell.lab.delivery;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.groundswell.brokers.BrokerKind;
import io.groundswell.lab.app.Application;
import io.groundswell.lab.process.CommandLine;
import io.groundswell.lab.process.Descendants;
import io.groundswell.messages.Json;
import io.groundswell.messages.Receipt;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What it costs that a replica comes or goes, with each of Kafka's group protocols. */
@Command(
    name = "scripts/bench rebalance",
    sortOptions = false,
    usageHelpWidth = 100,
    mixinStandardHelpOptions = true,
    description = {
      "A consumer works on a steady stream from the embedded Kafka; a second one comes, and leaves",
      "by SIGTERM. Told from receipts, in seconds: how long after its start the second had its",
      "first order, and how long an order had to wait at most meanwhile. In turn with the protocols",
      "'consumer' (KIP-848) and 'classic' (cooperative).",
      ""
    },
    synopsisHeading = "Usage: ")
final class Rebalance implements Callable<Integer> {

  private static final String FORMAT = "%-10s %14s %18s %19s%n";
  private static final int RATE = 100;
  private static final Duration PART = Duration.ofSeconds(20);

  enum Output {
    TEXT,
    JSON
  }

  /**
   * One measurement, in seconds.
   *
   * @param protocol that of the group
   * @param firstOrder from the start of the second process to its first order
   * @param waitAtJoin the longest that an order waited while it came
   * @param waitAtLeave the longest that an order waited while it left
   */
  record Measured(String protocol, double firstOrder, double waitAtJoin, double waitAtLeave) {}

  @Spec private CommandSpec spec;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "How often. Default: ${DEFAULT-VALUE}.",
      defaultValue = "3")
  private int pairs;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      description = "On standard output. Default: ${DEFAULT-VALUE}.",
      defaultValue = "text")
  private Output output;

  private final Path home = Path.of(System.getProperty("groundswell.home", "")).toAbsolutePath();
  private final Path folder =
      home.resolve("target/rebalance")
          .resolve(LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")));

  /** Runs the command and ends the process with its status. */
  public static void main(String... arguments) {
    Descendants.endWithThisProcess();
    System.exit(
        new picocli.CommandLine(new Rebalance())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter rows =
        output == Output.TEXT ? spec.commandLine().getOut() : spec.commandLine().getErr();
    rows.printf(FORMAT, "PROTOCOL", "FIRST ORDER", "WAIT AT ITS START", "WAIT AT ITS END");
    List<Measured> all = new ArrayList<>();
    for (int pair = 0; pair < pairs; pair++) {
      for (String protocol : List.of("consumer", "classic")) {
        Path place = Files.createDirectories(folder.resolve(pair + "-" + protocol));
        all.add(measure(protocol, place));
        row(rows, all.getLast());
      }
    }
    for (String protocol : List.of("consumer", "classic")) {
      List<Measured> its = all.stream().filter(m -> m.protocol.equals(protocol)).toList();
      rows.print("median ");
      row(
          rows,
          new Measured(
              protocol,
              median(its, Measured::firstOrder),
              median(its, Measured::waitAtJoin),
              median(its, Measured::waitAtLeave)));
    }
    if (output == Output.JSON) {
      spec.commandLine()
          .getOut()
          .println(
              JsonMapper.builder()
                  .enable(SerializationFeature.INDENT_OUTPUT)
                  .build()
                  .writeValueAsString(all));
    }
    return 0;
  }

  private Measured measure(String protocol, Path place) throws Exception {
    List<Process> processes = new ArrayList<>();
    List<Receipt> receipts = new ArrayList<>();
    try (Site site = Site.open(BrokerKind.KAFKA.toString(), place.resolve("broker"), false);
        Inspector inspector = Inspector.of(BrokerKind.KAFKA, site.clientEnvironment())) {
      Map<String, String> consumer =
          Map.of(
              "CONSUMER_GROUP_PROTOCOL", protocol,
              "CONSUMER_WORK", "1ms",
              "CONSUMER_CONCURRENCY", "10",
              "QUARKUS_HTTP_PORT", "0");
      try {
        processes.add(start("consumer", List.of(), consumer, site, place, "first"));
        long orders = RATE * 4 * PART.toSeconds();
        List<String> stream = List.of("--count", "" + orders, "--rate", RATE + "/s");
        processes.add(start("producer", stream, Map.of(), site, place, "producer"));
        read(inspector, receipts, PART);

        Instant joined = Instant.now();
        Process second = start("consumer", List.of(), consumer, site, place, "second");
        processes.add(second);
        read(inspector, receipts, PART);

        Instant left = Instant.now();
        second.destroy();
        read(inspector, receipts, PART);
        return measured(protocol, receipts, joined, left);
      } finally {
        processes.forEach(Process::destroyForcibly);
      }
    }
  }

  private static Measured measured(
      String protocol, List<Receipt> receipts, Instant joined, Instant left) {
    double firstOrder =
        receipts.stream()
            .filter(receipt -> receipt.instance().equals("second"))
            .mapToDouble(receipt -> seconds(joined, receipt.startedAt()))
            .min()
            .orElse(Double.NaN);
    return new Measured(
        protocol,
        firstOrder,
        longest(receipts, r -> r.createdAt().isAfter(joined) && r.createdAt().isBefore(left)),
        longest(receipts, r -> r.createdAt().isAfter(left)));
  }

  private static double longest(List<Receipt> receipts, Predicate<Receipt> which) {
    return receipts.stream()
        .filter(which)
        .mapToDouble(receipt -> seconds(receipt.createdAt(), receipt.startedAt()))
        .max()
        .orElse(Double.NaN);
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }

  private static void read(Inspector inspector, List<Receipt> receipts, Duration time)
      throws Exception {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      inspector.take(bytes -> receipts.add(Json.readReceipt(bytes)), bytes -> {});
    }
  }

  private Process start(
      String service,
      List<String> arguments,
      Map<String, String> environment,
      Site site,
      Path place,
      String name)
      throws IOException {
    CommandLine command =
        CommandLine.jvm(Application.in(home.resolve(service)), OptionalLong.empty());
    List<String> all = new ArrayList<>(command.arguments());
    all.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .directory(command.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(place.resolve(name + ".log").toFile()));
    builder.environment().putAll(site.clientEnvironment());
    builder.environment().putAll(environment);
    builder.environment().put("INSTANCE", name);
    return builder.start();
  }

  private static double median(List<Measured> measured, ToDoubleFunction<Measured> what) {
    double[] sorted = measured.stream().mapToDouble(what).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static void row(PrintWriter rows, Measured measured) {
    rows.printf(
        FORMAT,
        measured.protocol,
        text(measured.firstOrder),
        text(measured.waitAtJoin),
        text(measured.waitAtLeave));
    rows.flush();
  }

  private static String text(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }
}
