package io.groundswell.lab.throughput;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.groundswell.lab.app.Application;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Our producer and consumer as they are started by hand, at full speed. */
final class Services {

  /**
   * A look makes the consumer write all of its metrics: seldom, so that it isn't what is measured.
   */
  private static final long LOOK_MILLIS = 200;

  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Path home;
  private final Path folder;
  private final Map<String, String> environment;

  /**
   * @param home the project's root, with built services
   * @param folder for logs
   * @param environment says where the broker is
   */
  Services(Path home, Path folder, Map<String, String> environment) {
    this.home = home;
    this.folder = folder;
    this.environment = environment;
  }

  /** Places orders; answers with how many a second, by the producer's own account. */
  double place(Load load) throws Exception {
    Path summary = folder.resolve("producer.json");
    ProcessBuilder builder =
        process(
            "producer",
            List.of(
                "--count", "" + load.orders(),
                "--concurrency", "" + load.unconfirmed(),
                "--payload-size", "" + load.payload(),
                "--output", "json"));
    Process producer = builder.redirectOutput(summary.toFile()).start();
    try {
      if (producer.waitFor() != 0) {
        throw new IllegalStateException("the producer failed, see " + folder);
      }
      return new JsonMapper().readTree(summary.toFile()).path("rate").asDouble();
    } finally {
      producer.destroyForcibly();
    }
  }

  /** Takes as many orders as there are, with no work; answers with how many a second. */
  double take(Load load) throws Exception {
    int port = freePort();
    ProcessBuilder builder = process("consumer", List.of());
    builder.environment().put("QUARKUS_HTTP_PORT", "" + port);
    builder.environment().put("CONSUMER_WORK", "0ms");
    builder.environment().put("CONSUMER_RECEIPTS", "false");
    builder.environment().put("CONSUMER_CONCURRENCY", "" + load.prefetch());
    builder.environment().put("CONSUMER_PREFETCH", "" + load.prefetch());
    Process consumer = builder.redirectOutput(folder.resolve("consumer.log").toFile()).start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return rate(client, port, consumer, load.orders());
    } finally {
      consumer.destroy();
      consumer.waitFor();
    }
  }

  /** From the first order done, by the consumer's own account, to the look at which all are. */
  private static double rate(HttpClient client, int port, Process consumer, long orders)
      throws InterruptedException {
    Instant started = consumer.info().startInstant().orElseThrow();
    Instant deadline = started.plus(LONGEST);
    while (Instant.now().isBefore(deadline)) {
      Thread.sleep(LOOK_MILLIS);
      String metrics = metrics(client, port);
      if (value(metrics, "orders_done_total") >= orders) {
        double seconds = Duration.between(started, Instant.now()).toNanos() / 1e9;
        return orders / (seconds - value(metrics, "orders_first_done_seconds"));
      }
    }
    throw new IllegalStateException("the consumer wasn't done in time");
  }

  private static String metrics(HttpClient client, int port) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics")).build();
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      // It isn't there yet.
      return "";
    }
  }

  /** 0 where there is none. */
  private static double value(String metrics, String name) {
    Matcher found =
        Pattern.compile("^" + name + "\\S* ([0-9.E+-]+)$", Pattern.MULTILINE).matcher(metrics);
    return found.find() ? Double.parseDouble(found.group(1)) : 0;
  }

  private ProcessBuilder process(String service, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(Application.in(home.resolve(service)).jar().orElseThrow().toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(Redirect.to(folder.resolve(service + ".err").toFile()));
    builder.environment().putAll(environment);
    return builder;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
