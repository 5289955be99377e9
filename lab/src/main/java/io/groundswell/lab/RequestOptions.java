package io.groundswell.lab;

import io.groundswell.lab.http.WaitingLimits;
import io.groundswell.lab.metrics.Prometheus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What {@code lab run} takes for an application that is scaled on requests or CPU. */
final class RequestOptions {

  private static final String NO_LOAD = "none";
  private static final int MOST_PORT = 65_535;
  private static final int MOST_WAITING = 100_000;
  private static final int MOST_REPLICAS = 1000;

  @Option(
      names = "--shape",
      paramLabel = "NAME",
      description = {
        "Requests: load-test (the default), load, weekday, weekend, or none for your own.",
        "'producer http --help' tells what they are."
      })
  private String shape;

  @Option(
      names = "--peak",
      paramLabel = "N",
      description = "Requests a second at the top of load-test and a day (50).")
  private Integer peak;

  @Option(
      names = "--target",
      paramLabel = "PATH",
      description = "What load and load-test ask for (/).")
  private String target;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where the replicas' one address listens (a free one).")
  private Integer port;

  @Option(
      names = "--min-replicas",
      paramLabel = "N",
      description = "In place of the manifest's minReplicaCount; with 0, requests wake the first.")
  private Integer minReplicas;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      description = "How long a request waits for the first replica before it is refused (30s).")
  private String wait;

  @Option(names = "--waiting", paramLabel = "N", description = "How many may wait at once (1000).")
  private Integer waiting;

  @Option(
      names = "--prometheus",
      paramLabel = "FILE",
      description = {
        "Answers prometheus triggers (prometheus on the PATH); none scrapes the replicas",
        "without it, for queries of the shape sum(rate(counter{...}[1m]))."
      })
  private String prometheus;

  /**
   * For an application that takes no requests.
   *
   * @throws LabException if any was given
   */
  void requireNone(Path manifest) {
    if (Stream.of(shape, peak, target, port, minReplicas, wait, waiting, prometheus)
        .anyMatch(Objects::nonNull)) {
      throw new LabException(
          "--shape and the other options of requests need an application that is scaled on them;"
              + " that of "
              + manifest
              + " reads a broker");
    }
  }

  /** The producer's arguments; empty for none. */
  List<String> load(double speed) {
    String chosen = shape == null ? "load-test" : shape;
    if (chosen.equals(NO_LOAD)) {
      return List.of();
    }
    List<String> arguments =
        new ArrayList<>(List.of("http", "--shape", chosen, "--speed", Double.toString(speed)));
    if (peak != null) {
      arguments.addAll(List.of("--peak", peak.toString()));
    }
    if (target != null) {
      arguments.addAll(List.of("--target", target));
    }
    return arguments;
  }

  OptionalInt minReplicas() {
    return minReplicas == null
        ? OptionalInt.empty()
        : OptionalInt.of(within("--min-replicas", minReplicas, MOST_REPLICAS));
  }

  int port() {
    return port == null ? 0 : within("--port", port, MOST_PORT);
  }

  WaitingLimits limits() {
    Duration time = wait == null ? WaitingLimits.DEFAULT.time() : Durations.of("--wait", wait);
    int requests =
        waiting == null
            ? WaitingLimits.DEFAULT.requests()
            : within("--waiting", waiting, MOST_WAITING);
    return new WaitingLimits(requests, time);
  }

  Optional<Path> prometheus() {
    if (NO_LOAD.equals(prometheus)) {
      return Optional.empty();
    }
    if (prometheus == null) {
      return Prometheus.executable(Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }
    Path file = Path.of(prometheus).toAbsolutePath();
    if (!java.nio.file.Files.isExecutable(file)) {
      throw new LabException("--prometheus " + prometheus + " is no executable: name one, or none");
    }
    return Optional.of(file);
  }

  private static int within(String option, int value, int most) {
    if (value < 0 || value > most) {
      throw new LabException(option + " is " + value + ", must be 0 to " + most);
    }
    return value;
  }
}
