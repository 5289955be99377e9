package io.groundswell.brokers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An {@link EmbeddedRabbitMq} in a process of its own, which can be killed and started again on the
 * same ports and with the same store. The process ends when this one does, however this one ends.
 */
public final class BrokerProcess implements Broker {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int START_SECONDS = 120;
  private static final int STOP_SECONDS = 15;
  private static final String VIRTUAL_HOST = "/";

  private final Path java;
  private final ManagementClient http = new ManagementClient();

  private EmbeddedSettings settings;
  private Process process;

  /** The ports are known from the first time that it was ready. */
  private boolean ready;

  /** A broker that is not started yet; free ports are kept from the first start on. */
  public BrokerProcess(EmbeddedSettings settings) {
    this.settings = settings;
    this.java = Path.of(System.getProperty("java.home"), "bin", "java");
  }

  @Override
  public synchronized void start() {
    if (isAlive()) {
      return;
    }
    DataFolder.make(settings.folder());
    Path errors = settings.folder().resolve("broker.err");
    try {
      ProcessBuilder builder = new ProcessBuilder(command());
      builder.environment().put(Main.USERNAME, settings.credentials().username());
      builder.environment().put(Main.PASSWORD, settings.credentials().password());
      builder.redirectError(Redirect.to(errors.toFile()));
      process = builder.start();
    } catch (IOException e) {
      throw new BrokerException("the broker's process can't be started: " + e.getMessage(), e);
    }
    try {
      JsonNode ports = JSON.readTree(announcement(errors));
      settings = settings.withPorts(ports.required("amqp").asInt(), ports.required("http").asInt());
      ready = true;
    } catch (IOException | IllegalArgumentException e) {
      process.destroyForcibly();
      throw new BrokerException("the broker's process announced no ports, see " + errors, e);
    }
  }

  /** Ends the process at once with SIGKILL, as a crash would. {@link #start()} starts it again. */
  public synchronized void kill() {
    if (process != null) {
      process.destroyForcibly();
      awaitExit();
    }
  }

  /** Whether the process runs. */
  public synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** The process; empty before the first start. */
  public synchronized Optional<ProcessHandle> process() {
    return Optional.ofNullable(process).map(Process::toHandle);
  }

  /** Ends the process's standard input, as the end of its parent does. */
  synchronized void closeInput() throws IOException {
    process.getOutputStream().close();
  }

  @Override
  public synchronized URI address() {
    requireStarted();
    return Addresses.embeddedAmqp(settings.amqpPort(), settings.credentials());
  }

  @Override
  public Optional<URI> management() {
    return Optional.of(managementUri());
  }

  @Override
  public String redacted() {
    return Addresses.redacted(address());
  }

  @Override
  public void create(String queue) {
    String deadLetters = queue + DEAD_LETTERS_SUFFIX;
    http.declare(managementUri(), VIRTUAL_HOST, deadLetters, Map.of());
    http.declare(
        managementUri(),
        VIRTUAL_HOST,
        queue,
        Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", deadLetters));
  }

  @Override
  public void createPlain(String queue) {
    http.declare(managementUri(), VIRTUAL_HOST, queue, Map.of());
  }

  @Override
  public void purge(String queue) {
    new Amqp(address()).purge(queue);
  }

  @Override
  public void delete(String queue) {
    new Amqp(address()).delete(queue);
  }

  @Override
  public QueueCounts count(String queue) {
    return http.count(managementUri(), VIRTUAL_HOST, queue);
  }

  /** Ends the process with SIGTERM, and with SIGKILL if it doesn't end within 15 s. */
  @Override
  public synchronized void stop() {
    if (process != null) {
      process.destroy();
      awaitExit();
    }
  }

  @Override
  public synchronized String toString() {
    return "BrokerProcess["
        + (!ready ? "not started" : redacted() + ", pid " + process.pid())
        + "]";
  }

  private synchronized URI managementUri() {
    requireStarted();
    return Addresses.embeddedHttp(settings.httpPort(), settings.credentials());
  }

  private void requireStarted() {
    if (!ready) {
      throw new IllegalStateException("the broker is not started");
    }
  }

  private List<String> command() {
    return new ArrayList<>(
        List.of(
            java.toString(),
            "-Xmx128m",
            "-XX:MaxDirectMemorySize=128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "--data",
            settings.folder().toString(),
            "--amqp-port",
            Integer.toString(settings.amqpPort()),
            "--http-port",
            Integer.toString(settings.httpPort())));
  }

  /** The first line on the process's standard output, or why there is none. */
  private String announcement(Path errors) {
    BufferedReader output = process.inputReader();
    CompletableFuture<String> line =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Optional.ofNullable(output.readLine()).orElse("");
              } catch (IOException e) {
                return "";
              }
            });
    try {
      String announced = line.get(START_SECONDS, TimeUnit.SECONDS);
      if (announced.isEmpty()) {
        awaitExit();
        throw new BrokerException(lastWords(errors));
      }
      return announced;
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
      throw new BrokerException(
          "the broker's process isn't ready after " + START_SECONDS + " s, see " + errors, e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new BrokerException("interrupted while the broker's process started", e);
    }
  }

  /** A process that can't start says why in its last line. */
  private String lastWords(Path errors) {
    try {
      List<String> lines =
          Files.readAllLines(errors).stream().filter(line -> !line.isBlank()).toList();
      if (!lines.isEmpty()) {
        return lines.getLast();
      }
    } catch (IOException e) {
      // Then the exit status has to do.
    }
    return "the broker's process ended with status " + process.exitValue();
  }

  private void awaitExit() {
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        process.waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
