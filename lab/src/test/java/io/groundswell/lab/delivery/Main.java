package io.groundswell.lab.delivery;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.groundswell.lab.process.Descendants;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The delivery table as a command. */
@Command(
    name = "scripts/delivery",
    sortOptions = false,
    usageHelpWidth = 100,
    mixinStandardHelpOptions = true,
    description = {
      "Places orders on each broker while things break, and counts from receipts what became of",
      "them. Starts brokers, producers and consumers as processes of their own, and stops them.",
      "AGAIN are orders that the producer sent once more for want of a confirmation; DEAD are the",
      "messages among the dead letters.",
      ""
    },
    synopsisHeading = "Usage: ",
    footer = {
      "",
      "Examples:",
      "  scripts/delivery                                      the whole table, about half an hour",
      "  scripts/delivery --orders 500 --broker kafka --fault kill,broker",
      "",
      "Exit status: 0 nothing was lost, and nothing done twice where all had time to finish; 1 else;",
      "2 wrong usage."
    })
final class Main implements Callable<Integer> {

  enum Output {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--orders",
      paramLabel = "N",
      description = "How many for each row. Default: ${DEFAULT-VALUE}.",
      defaultValue = "10000")
  private long orders;

  @Option(
      names = "--broker",
      paramLabel = "NAME",
      split = ",",
      description = {
        "rabbitmq, kafka, sqs (embedded), rabbitmq-server (this machine's).",
        "Default: all that there are."
      })
  private List<String> brokers;

  @Option(
      names = "--fault",
      paramLabel = "NAME",
      split = ",",
      description = "scale-in, kill, broker, network, slow, poison, to-zero. Default: all.")
  private List<String> faults;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      description = "Rows on standard output. Default: ${DEFAULT-VALUE}.",
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
        home.resolve("target/delivery")
            .resolve(LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")));
    List<Fault> wanted = faults();
    List<Result> results = new ArrayList<>();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (output == Output.TEXT) {
      out.println(Table.HEADER);
    }
    for (String broker : brokers()) {
      for (Fault fault : wanted) {
        err.println(broker + ": " + fault.text() + " ...");
        Path place = Files.createDirectories(folder.resolve(broker + "-" + fault));
        results.add(Trial.on(broker, fault, orders, place, home));
        if (output == Output.TEXT) {
          out.println(Table.line(results.getLast()));
          out.flush();
        }
      }
    }
    if (output == Output.JSON) {
      out.println(
          JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(results));
    }
    err.println("Logs: " + folder);
    return results.stream().allMatch(Result::good) ? 0 : 1;
  }

  private List<String> brokers() {
    if (brokers == null) {
      return Site.names();
    }
    for (String each : brokers) {
      if (!Site.names().contains(each)) {
        throw wrong("--broker", each, Site.names());
      }
    }
    return brokers;
  }

  private List<Fault> faults() {
    List<Fault> all = Arrays.asList(Fault.values());
    if (faults == null) {
      return all;
    }
    return faults.stream()
        .map(
            name ->
                all.stream()
                    .filter(fault -> fault.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> wrong("--fault", name, all)))
        .toList();
  }

  private ParameterException wrong(String option, String value, List<?> mayBe) {
    return new ParameterException(
        spec.commandLine(), option + " is '" + value + "', must be one of " + mayBe);
  }
}
