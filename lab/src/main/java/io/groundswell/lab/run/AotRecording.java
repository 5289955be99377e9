package io.groundswell.lab.run;

import io.groundswell.brokers.BrokerProcess;
import io.groundswell.brokers.EmbeddedSettings;
import io.groundswell.lab.LabException;
import io.groundswell.lab.app.Probe;
import io.groundswell.lab.process.CommandLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Records an AOT cache: one replica works on real orders from a broker of its own, is probed, and
 * is stopped by SIGTERM, whereupon its JVM writes the cache. Takes some ten seconds.
 */
final class AotRecording {

  private static final List<String> LOAD = List.of("--run", "aot", "--count", "50");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Starts a producer of the given arguments that logs to the given folder. */
  interface Producing {
    ProducerProcess start(Backend backend, List<String> arguments, Path folder);
  }

  private final Subject subject;
  private final Function<Backend, Map<String, String>> environment;
  private final Producing producing;

  /**
   * @param environment of the replica, with that broker's address
   */
  AotRecording(
      Subject subject, Function<Backend, Map<String, String>> environment, Producing producing) {
    this.subject = subject;
    this.environment = environment;
    this.producing = producing;
  }

  /**
   * Records.
   *
   * @param command that starts the application and writes the cache
   * @param cache the file that must be there afterwards
   * @throws LabException if the application did no work, or no cache was written
   */
  void record(CommandLine command, Path cache) throws InterruptedException {
    Path folder = cache.resolveSibling("recording");
    Path log = cache.resolveSibling("recording.log");
    Process process = null;
    try (BrokerProcess broker = new BrokerProcess(EmbeddedSettings.in(folder, subject.broker()));
        Backend backend = subject.startOn(broker)) {
      place(backend, folder);
      int port = freePort();
      process = start(command, environment.apply(backend), port, log);
      Process application = process;
      await(application, log, "take its orders", () -> isEmpty(backend));
      probe(application, log, port);
      application.destroy();
      if (!application.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || !Files.exists(cache)) {
        throw new LabException(
            "no AOT cache was written, see " + log + "; or take --start-mode jvm");
      }
    } catch (IOException e) {
      throw new LabException("the AOT cache can't be recorded: " + e.getMessage(), e);
    } finally {
      if (process != null) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      deleteTree(folder);
    }
  }

  private void place(Backend backend, Path folder) throws InterruptedException {
    try (ProducerProcess producer = producing.start(backend, LOAD, folder)) {
      if (!producer.awaitEnd(PATIENCE)) {
        throw new LabException("the producer placed no orders to record an AOT cache with");
      }
      producer.placed();
    }
  }

  private boolean isEmpty(Backend backend) {
    return backend.count(subject.queue()).map(counts -> counts.total() == 0).orElse(false);
  }

  private static Process start(
      CommandLine command, Map<String, String> environment, int port, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command.arguments())
            .directory(command.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    return builder.start();
  }

  private void probe(Process application, Path log, int port) throws InterruptedException {
    for (Optional<Probe> probe :
        List.of(
            subject.workload().probes().startup(),
            subject.workload().probes().readiness(),
            subject.workload().probes().liveness())) {
      if (probe.isPresent()) {
        URI uri = URI.create("http://127.0.0.1:" + port + probe.get().path());
        await(application, log, "answer " + probe.get().path(), () -> answers(uri));
      }
    }
  }

  private static boolean answers(URI uri) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() < 400;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void await(Process application, Path log, String what, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (!application.isAlive() || System.nanoTime() > end) {
        throw new LabException(
            "the application didn't " + what + " while its AOT cache was recorded, see " + log);
      }
      Thread.sleep(100);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void deleteTree(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new LabException("can't remove " + folder + ": " + e.getMessage(), e);
    }
  }
}
