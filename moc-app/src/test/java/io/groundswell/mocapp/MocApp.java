package io.groundswell.mocapp;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The application as a process, from what the build made: a native executable, or the jar. */
final class MocApp implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;
  private static final Pattern LISTENING =
      Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)");

  private final Process process;
  private final Path log;

  private MocApp(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one on a free port.
   *
   * @param settings environment variables
   */
  static MocApp start(Map<String, String> settings) {
    return start(command(), settings);
  }

  /**
   * Starts what stands in for one, and says likewise where it listens.
   *
   * @param settings environment variables
   */
  static MocApp start(List<String> command, Map<String, String> settings) {
    try {
      Path log = Files.createTempFile(Path.of("target"), "moc-app", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("PORT", "0");
      builder.environment().put("QUARKUS_SHUTDOWN_DELAY", "0s");
      builder.environment().putAll(settings);
      return new MocApp(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command() {
    Properties artifact = new Properties();
    try (var reader = Files.newBufferedReader(Path.of("target", "quarkus-artifact.properties"))) {
      artifact.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String built =
        Path.of("target").resolve(artifact.getProperty("path")).toAbsolutePath().toString();
    return "native".equals(artifact.getProperty("type"))
        ? List.of(built)
        : java("-XX:TieredStopAtLevel=1", "-Xmx128m", "-jar", built);
  }

  /** How to run Java with these arguments. */
  static List<String> java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.addAll(List.of(arguments));
    return command;
  }

  /** Where it listens, once it does. */
  URI address() {
    return URI.create(
        await()
            .atMost(PATIENCE_SECONDS, SECONDS)
            .until(() -> find(LISTENING), found -> !found.isEmpty())
            .getFirst());
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its exit status, once it has left. */
  int exitStatus() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
        throw new IllegalStateException("still runs: " + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** CPU time that it has taken, user's and system's. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** Asks it to leave. */
  void terminate() {
    process.destroy();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    exitStatus();
  }

  private List<String> find(Pattern pattern) {
    if (!process.isAlive()) {
      throw new IllegalStateException("has left: " + log());
    }
    return pattern.matcher(log()).results().map(MocApp::firstGroup).toList();
  }

  private static String firstGroup(MatchResult result) {
    return result.group(1);
  }
}
