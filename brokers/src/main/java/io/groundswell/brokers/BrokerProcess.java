package io.groundswell.brokers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An embedded broker in a process of its own, which can be killed and started again on the same
 * ports and with the same store. The process ends when this one does, however this one ends.
 */
public final class BrokerProcess extends ServedBroker {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int START_SECONDS = 120;
  private static final int STOP_SECONDS = 15;

  private final Path java;
  private final String classPath;
  private final Collection<String> queues;
  private final Collection<String> plainQueues;

  private EmbeddedSettings settings;
  private Process process;

  /** The ports are known from the first time that it was ready. */
  private boolean ready;

  /** Reaches the process. */
  private Broker client;

  /** A broker that is not started yet; free ports are kept from the first start on. */
  public BrokerProcess(EmbeddedSettings settings) {
    this(settings, System.getProperty("java.class.path"), List.of(), List.of());
  }

  /**
   * A broker whose libraries this JVM need not have: its process has a class path of its own and
   * makes queues itself. What this JVM asks of it after {@link #start()} does need its client.
   *
   * @param queues made at the start as by {@link #create}
   * @param plainQueues made at the start as by {@link #createPlain}
   */
  public BrokerProcess(
      EmbeddedSettings settings,
      String classPath,
      Collection<String> queues,
      Collection<String> plainQueues) {
    this.settings = settings;
    this.classPath = classPath;
    this.queues = List.copyOf(queues);
    this.plainQueues = List.copyOf(plainQueues);
    this.java = Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** The settings; from the first start on with the ports that it listens on. */
  public synchronized EmbeddedSettings settings() {
    return settings;
  }

  @Override
  public BrokerKind kind() {
    return settings.kind();
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
      settings =
          settings.withPorts(
              ports.required("port").asInt(), ports.required("managementPort").asInt());
    } catch (IOException | IllegalArgumentException e) {
      process.destroyForcibly();
      throw new BrokerException("the broker's process announced no ports, see " + errors, e);
    }
    ready = true;
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

  /** Ends the process with SIGTERM, and with SIGKILL if it doesn't end within 15 s. */
  @Override
  public synchronized void stop() {
    if (client != null) {
      client.stop();
    }
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

  private static Broker client(EmbeddedSettings settings) {
    return switch (settings.kind()) {
      case RABBITMQ ->
          new ManagedRabbitMq(
              Addresses.embeddedAmqp(settings.port(), settings.credentials()),
              Addresses.embeddedHttp(settings.managementPort(), settings.credentials()));
      case KAFKA -> new ExternalKafka(Addresses.LOOPBACK + ":" + settings.port(), Map.of());
      case SQS -> EmbeddedSqs.client(settings.port());
    };
  }

  @Override
  synchronized Broker started() {
    if (!ready) {
      throw notStarted();
    }
    if (client == null) {
      client = client(settings);
    }
    return client;
  }

  private List<String> command() {
    List<String> command =
        new ArrayList<>(
            List.of(
                java.toString(),
                "-Xmx" + heapMebibytes(settings.kind()) + "m",
                "-XX:MaxDirectMemorySize=128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                Main.class.getName(),
                "--kind",
                settings.kind().toString(),
                "--data",
                settings.folder().toString(),
                "--port",
                Integer.toString(settings.port()),
                "--advertised-port",
                Integer.toString(settings.advertisedPort()),
                "--management-port",
                Integer.toString(settings.managementPort())));
    queues.forEach(queue -> command.addAll(List.of("--create", queue)));
    plainQueues.forEach(queue -> command.addAll(List.of("--create-plain", queue)));
    return command;
  }

  private static int heapMebibytes(BrokerKind kind) {
    return kind == BrokerKind.RABBITMQ ? 128 : 256;
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
