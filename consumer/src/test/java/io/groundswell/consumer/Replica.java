package io.groundswell.consumer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A consumer as a process, from what the build made: a native executable, or the jar. */
final class Replica implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern LISTENING = Pattern.compile("Listening on: http://127.0.0.1:(\\d+)");

  private final Process process;
  private final Path log;

  private Replica(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one.
   *
   * @param broker environment variables that lead to its broker
   * @param settings further ones
   */
  static Replica start(Map<String, String> broker, Map<String, String> settings) {
    try {
      Path log = Files.createTempFile(Path.of("target"), "replica", ".log");
      ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
      builder.redirectOutput(log.toFile());
      builder.environment().putAll(broker);
      builder.environment().put("QUARKUS_HTTP_PORT", "0");
      builder.environment().putAll(settings);
      return new Replica(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command() throws IOException {
    Properties artifact = new Properties();
    try (var reader = Files.newBufferedReader(Path.of("target", "quarkus-artifact.properties"))) {
      artifact.load(reader);
    }
    Path built = Path.of("target").resolve(artifact.getProperty("path")).toAbsolutePath();
    if ("native".equals(artifact.getProperty("type"))) {
      return List.of(built.toString());
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx128m",
        "-jar",
        built.toString());
  }

  /** Asks it to leave. */
  void terminate() {
    process.destroy();
  }

  /** Ends it as a crash would. */
  void kill() {
    process.destroyForcibly();
  }

  /** Its exit status, once it has left. */
  int exitStatus() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("still runs: " + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return process.exitValue();
  }

  List<String> log() {
    try {
      return new ArrayList<>(Files.readAllLines(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Replica awaitReady() {
    awaitStatus("/q/health/ready", 200);
    return this;
  }

  void awaitStatus(String path, int status) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> port() > 0 && get(path).statusCode() == status);
  }

  void awaitLog(String text) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> log().stream().anyMatch(line -> line.contains(text)));
  }

  void awaitText(String path, String text) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> get(path).body().contains(text));
  }

  HttpResponse<String> get(String path) {
    URI uri = URI.create("http://127.0.0.1:" + port() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private int port() {
    for (String line : log()) {
      Matcher matcher = LISTENING.matcher(line);
      if (matcher.find()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    if (!process.isAlive()) {
      throw new IllegalStateException("has left: " + log());
    }
    return 0;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    exitStatus();
  }
}
