package io.groundswell.lab.run;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import io.groundswell.brokers.Broker;
import io.groundswell.brokers.BrokerProcess;
import io.groundswell.brokers.EmbeddedSettings;
import io.groundswell.lab.LabException;
import io.groundswell.lab.app.Probe;
import io.groundswell.lab.app.Workload;
import io.groundswell.lab.process.CommandLine;
import io.groundswell.messages.Json;
import io.groundswell.messages.Order;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Records an AOT cache: one replica works on real orders from a broker of its own, is probed, and
 * is stopped by SIGTERM, whereupon its JVM writes the cache. Takes some ten seconds.
 */
final class AotRecording {

  private static final int ORDERS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Workload workload;
  private final String queue;
  private final Function<Broker, Map<String, String>> environment;

  /**
   * @param queue that the application takes its orders from
   * @param environment of the replica, with that broker's address
   */
  AotRecording(Workload workload, String queue, Function<Broker, Map<String, String>> environment) {
    this.workload = workload;
    this.queue = queue;
    this.environment = environment;
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
    try (BrokerProcess broker = new BrokerProcess(EmbeddedSettings.in(folder))) {
      broker.start();
      broker.create(queue);
      broker.createPlain(Run.RECEIPTS);
      place(broker.address(), queue);
      int port = freePort();
      process = start(command, environment.apply(broker), port, log);
      Process application = process;
      await(application, log, "take its orders", () -> broker.count(queue).total() == 0);
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

  private static void place(URI address, String queue) throws IOException {
    ConnectionFactory factory = new ConnectionFactory();
    try {
      factory.setUri(address);
      try (Connection connection = factory.newConnection("lab-recording");
          Channel channel = connection.createChannel()) {
        channel.confirmSelect();
        for (int i = 0; i < ORDERS; i++) {
          Order order = new Order("aot-" + i, "aot", i, Instant.now(), "recording");
          channel.basicPublish("", queue, MessageProperties.PERSISTENT_BASIC, Json.write(order));
        }
        channel.waitForConfirmsOrDie(10_000);
      }
    } catch (GeneralSecurityException
        | URISyntaxException
        | TimeoutException
        | InterruptedException e) {
      throw new IOException("the broker took no orders: " + e.getMessage(), e);
    }
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
            workload.probes().startup(),
            workload.probes().readiness(),
            workload.probes().liveness())) {
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
