package io.groundswell.lab.metrics;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.groundswell.lab.LabException;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Prometheus on loopback, as a process: it scrapes the replicas, which it finds in a file
 * that is written anew whenever they change, and ends with the run.
 */
public final class Prometheus implements MetricsSource {

  private static final Duration READY_WITHIN = Duration.ofSeconds(30);
  private static final int STOP_SECONDS = 10;
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final Targets targets;
  private final Duration interval;
  private final int port;
  private final Process process;

  private Prometheus(Path folder, Targets targets, Duration interval, int port, Process process) {
    this.folder = folder;
    this.targets = targets;
    this.interval = interval;
    this.port = port;
    this.process = process;
  }

  /**
   * The executable.
   *
   * @param path folders to look in, as the variable PATH lists them
   */
  public static Optional<Path> executable(String path) {
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, "prometheus"))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /**
   * Starts it, and waits until it answers.
   *
   * @param folder for its configuration, log and data; is made
   * @throws LabException if it doesn't start
   */
  public static Prometheus start(Path executable, Path folder, Targets targets, Duration interval) {
    try {
      Files.createDirectories(folder);
      int port = freePort();
      Files.writeString(folder.resolve("prometheus.yml"), configuration(targets, interval));
      Process process =
          new ProcessBuilder(
                  executable.toString(),
                  "--config.file=" + folder.resolve("prometheus.yml"),
                  "--storage.tsdb.path=" + folder.resolve("data"),
                  "--storage.tsdb.retention.time=1d",
                  "--web.listen-address=127.0.0.1:" + port,
                  "--log.level=warn")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("prometheus.log").toFile())
              .start();
      process.getOutputStream().close();
      Prometheus prometheus = new Prometheus(folder, targets, interval, port, process);
      prometheus.refresh();
      prometheus.awaitReady();
      return prometheus;
    } catch (IOException e) {
      throw new LabException(executable + " can't be started: " + e.getMessage(), e);
    }
  }

  private static String configuration(Targets targets, Duration interval) {
    return """
    global:
      scrape_interval: %1$dms
      scrape_timeout: %1$dms
    scrape_configs:
      - job_name: replicas
        metrics_path: %2$s
        file_sd_configs:
          - files: [targets.json]
            refresh_interval: 1s
    """
        .formatted(interval.toMillis(), targets.path());
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(address().resolve("/-/ready")).build();
      while (process.isAlive() && System.nanoTime() < deadline) {
        if (isReady(client, request)) {
          return;
        }
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
    throw new LabException("prometheus didn't start, see " + folder.resolve("prometheus.log"));
  }

  private static boolean isReady(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public String description() {
    return "a Prometheus at "
        + address()
        + ", which scrapes every "
        + interval.toMillis() / 1000.0
        + " s";
  }

  /** Writes down who is to be scraped, under the labels that a cluster's Prometheus gives. */
  @Override
  public synchronized void refresh() {
    ArrayNode groups = JSON.createArrayNode();
    for (Replica replica : targets.replicas().get()) {
      groups
          .addObject()
          .<com.fasterxml.jackson.databind.node.ObjectNode>set(
              "targets", JSON.createArrayNode().add("127.0.0.1:" + replica.port()))
          .putObject("labels")
          .put("namespace", targets.namespace())
          .put("pod", replica.pod());
    }
    try {
      Path written = folder.resolve("targets.part");
      Files.write(written, JSON.writeValueAsBytes(groups));
      Files.move(written, folder.resolve("targets.json"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new LabException("can't write to " + folder + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
