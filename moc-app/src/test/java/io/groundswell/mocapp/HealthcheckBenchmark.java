package io.groundswell.mocapp;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What requests to {@code /healthcheck} cost, in pairs. Run by {@code scripts/bench http}. */
@Command(
    name = "scripts/bench http",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "What requests to moc-app's /healthcheck cost, against the same answer from Vert.x alone:"
          + " both on loopback at the same steady rate, in turns, each after a warm-up of 10 s.",
      "CPU is what the server's process took, per request; a request's time counts from when it was"
          + " due. The load comes from this machine too, so it costs as much CPU again and more."
    })
final class HealthcheckBenchmark implements Callable<Integer> {

  /**
   * One server under load.
   *
   * @param server {@code moc-app} or {@code vert.x}
   * @param pair number of the pair; 0 for the medians of all
   * @param cpu CPU time that it took, microseconds a request
   * @param rate answers per second
   * @param p50 half of the answers came within this, ms
   * @param p99 99 % of the answers came within this, ms
   * @param failed how many requests did
   */
  record Run(
      String server, int pair, double cpu, double rate, double p50, double p99, int failed) {}

  enum Output {
    TEXT,
    JSON
  }

  private static final String PATH = "/healthcheck";
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  /** Low enough for a JVM that hasn't compiled anything yet: a backlog would last into the runs. */
  private static final int WARM_UP_RATE = 2_000;

  @Spec CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--pairs",
      defaultValue = "5",
      description = "how many (default: ${DEFAULT-VALUE})")
  int pairs;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "how long each run lasts (default: ${DEFAULT-VALUE})")
  int seconds;

  @Option(
      names = "--rate",
      defaultValue = "10000",
      description = "requests per second, in thousands (default: ${DEFAULT-VALUE})")
  int rate;

  @Option(
      names = "--output",
      defaultValue = "text",
      description = "text or json, a line for each run (default: ${DEFAULT-VALUE})")
  Output output;

  /** Ends with status 0, or 2 where an argument is wrong. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new HealthcheckBenchmark())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    within("--pairs", pairs, 1, 100);
    within("--seconds", seconds, 1, 300);
    within("--rate", rate, 1_000, 100_000);
    if (rate % 1_000 != 0) {
      throw new ParameterException(
          spec.commandLine(), "--rate is '" + rate + "', must be a multiple of 1000");
    }
    Path jar = Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
    if (!Files.exists(jar)) {
      throw new ParameterException(
          spec.commandLine(), jar + " is missing: scripts/bench http builds it");
    }
    String classPath = System.getProperty("java.class.path");
    try (Load load = new Load();
        MocApp mocApp = MocApp.start(MocApp.java("-Xmx128m", "-jar", jar.toString()), Map.of());
        MocApp plain =
            MocApp.start(
                MocApp.java("-Xmx128m", "-cp", classPath, PlainServer.class.getName()), Map.of())) {
      compare(load, mocApp, plain);
    }
    return 0;
  }

  private void compare(Load load, MocApp mocApp, MocApp plain) throws Exception {
    System.err.printf("Warming up, %d s each ...%n", WARM_UP.toSeconds());
    load.run(mocApp.address(), PATH, WARM_UP_RATE, WARM_UP);
    load.run(plain.address(), PATH, WARM_UP_RATE, WARM_UP);
    System.err.printf("%d pairs of %d s each:%n", pairs, seconds);
    if (output == Output.TEXT) {
      System.out.printf(
          "%-7s %-8s %15s %11s %9s %9s %8s%n",
          "PAIR", "SERVER", "CPU us/request", "ANSWERS/s", "p50 ms", "p99 ms", "FAILED");
    }
    List<Run> mocApps = new ArrayList<>();
    List<Run> plains = new ArrayList<>();
    for (int pair = 1; pair <= pairs; pair++) {
      boolean plainFirst = pair % 2 == 0;
      if (plainFirst) {
        plains.add(run(load, pair, "vert.x", plain));
      }
      mocApps.add(run(load, pair, "moc-app", mocApp));
      if (!plainFirst) {
        plains.add(run(load, pair, "vert.x", plain));
      }
    }
    tell(medians(mocApps));
    tell(medians(plains));
  }

  private Run run(Load load, int pair, String name, MocApp server) throws Exception {
    Duration before = server.cpu();
    Load.Result result = load.run(server.address(), PATH, rate, Duration.ofSeconds(seconds));
    double cpu = server.cpu().minus(before).toNanos() / 1e3 / result.requests();
    Run run =
        new Run(
            name,
            pair,
            rounded(cpu),
            rounded(result.rate()),
            rounded(result.quantile(0.5).toNanos() / 1e6),
            rounded(result.quantile(0.99).toNanos() / 1e6),
            result.failed());
    tell(run);
    return run;
  }

  private void tell(Run run) throws Exception {
    if (output == Output.JSON) {
      System.out.println(new ObjectMapper().writeValueAsString(run));
    } else {
      System.out.printf(
          Locale.ROOT,
          "%-7s %-8s %15.1f %11.0f %9.2f %9.2f %8d%n",
          run.pair() == 0 ? "median" : run.pair(),
          run.server(),
          run.cpu(),
          run.rate(),
          run.p50(),
          run.p99(),
          run.failed());
    }
  }

  private static Run medians(List<Run> runs) {
    return new Run(
        runs.getFirst().server(),
        0,
        median(runs, Run::cpu),
        median(runs, Run::rate),
        median(runs, Run::p50),
        median(runs, Run::p99),
        runs.stream().mapToInt(Run::failed).sum());
  }

  private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    return sorted[(sorted.length - 1) / 2];
  }

  private static double rounded(double figure) {
    return Math.round(figure * 100) / 100.0;
  }

  private void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          "%s is '%d', must be a whole number from %d to %d".formatted(option, value, least, most));
    }
  }
}
