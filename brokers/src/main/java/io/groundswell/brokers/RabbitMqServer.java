package io.groundswell.brokers;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real RabbitMQ of this machine, as Debian's package {@code rabbitmq-server} installs it, started
 * as a node of our own: on loopback, on free ports, with its own folder, its own port mapper and
 * the management plugin. Nothing is shared with a node that the machine may run already.
 *
 * <p>The node ends with {@link #stop()} and when this JVM shuts down.
 */
public final class RabbitMqServer extends ServedBroker {

  private static final Duration START = Duration.ofSeconds(90);
  private static final int STOP_SECONDS = 30;
  private static final long POLL_MILLIS = 250;

  /** Debian's command on the PATH insists on the user rabbitmq; this is what it runs. */
  private static final Path DEBIAN = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

  private final Path executable;
  private final Path folder;
  private final Credentials credentials;
  private final int amqpPort;
  private final int httpPort;
  private final int distributionPort;
  private final int mapperPort;
  private final Thread atExit = new Thread(this::end, "stop-rabbitmq");

  private ExternalRabbitMq client;
  private Process mapper;
  private Process node;

  /**
   * A node that is not started yet.
   *
   * @param executable what {@link #find()} gave
   * @param folder where the node keeps everything; made if missing
   */
  public RabbitMqServer(Path executable, Path folder) {
    this.executable = executable;
    this.folder = folder.toAbsolutePath();
    this.credentials = Credentials.random();
    List<Integer> ports = Ports.free(4);
    this.amqpPort = ports.get(0);
    this.httpPort = ports.get(1);
    this.distributionPort = ports.get(2);
    this.mapperPort = ports.get(3);
  }

  /** The server's executable; empty if this machine has none. */
  public static Optional<Path> find() {
    Stream<Path> onPath =
        Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
            .map(directory -> Path.of(directory, "rabbitmq-server"));
    return Stream.concat(Stream.of(DEBIAN), onPath).filter(Files::isExecutable).findFirst();
  }

  @Override
  public BrokerKind kind() {
    return BrokerKind.RABBITMQ;
  }

  @Override
  public synchronized void start() {
    if (node != null) {
      return;
    }
    URI amqp = Addresses.embeddedAmqp(amqpPort, credentials);
    URI management = Addresses.embeddedHttp(httpPort, credentials);
    try {
      writeConfiguration();
      Runtime.getRuntime().addShutdownHook(atExit);
      mapper = run("epmd.log", "epmd", "-port", "" + mapperPort, "-address", Addresses.LOOPBACK);
      node = run("node.log", executable.toString());
      client = new ExternalRabbitMq(amqp.toString(), Optional.of(management.toString()));
      awaitReady();
    } catch (IOException e) {
      stop();
      throw new BrokerException("RabbitMQ can't be started: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
  }

  @Override
  public synchronized void stop() {
    end();
    node = null;
    mapper = null;
    client = null;
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM shuts down, and the hook does this already.
    }
  }

  @Override
  public synchronized String toString() {
    return "RabbitMqServer[" + (client == null ? "not started" : client.redacted()) + "]";
  }

  @Override
  synchronized ExternalRabbitMq started() {
    if (client == null) {
      throw notStarted();
    }
    return client;
  }

  private void writeConfiguration() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("plugins"), "[rabbitmq_management].\n");
    Path configuration = folder.resolve("rabbitmq.conf");
    if (Files.notExists(configuration)) {
      Files.createFile(
          configuration,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(
        configuration,
        """
        listeners.tcp.1 = 127.0.0.1:%d
        management.tcp.ip = 127.0.0.1
        management.tcp.port = %d
        default_user = %s
        default_pass = %s
        log.file = false
        log.console = true
        log.console.level = warning
        """
            .formatted(amqpPort, httpPort, credentials.username(), credentials.password()));
  }

  private Process run(String log, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.environment().putAll(environment());
    builder.redirectErrorStream(true);
    builder.redirectOutput(Redirect.to(folder.resolve(log).toFile()));
    return builder.start();
  }

  private Map<String, String> environment() {
    return Map.ofEntries(
        // The cookie by which nodes know each other is kept in HOME.
        Map.entry("HOME", folder.toString()),
        Map.entry("ERL_EPMD_ADDRESS", Addresses.LOOPBACK),
        Map.entry("ERL_EPMD_PORT", "" + mapperPort),
        Map.entry("RABBITMQ_NODENAME", "groundswell-" + amqpPort + "@localhost"),
        Map.entry("RABBITMQ_DIST_PORT", "" + distributionPort),
        Map.entry("RABBITMQ_NODE_IP_ADDRESS", Addresses.LOOPBACK),
        Map.entry("RABBITMQ_NODE_PORT", "" + amqpPort),
        Map.entry("RABBITMQ_CONF_ENV_FILE", folder.resolve("none").toString()),
        Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString()),
        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString()),
        Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString()),
        Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
        Map.entry(
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
            "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none"),
        // The Erlang VM then takes the script's place, so that signals reach it.
        Map.entry("RUNNING_UNDER_SYSTEMD", "true"));
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + START.toNanos();
    while (true) {
      try {
        client.start();
        client.createPlain("groundswell.ready");
        client.count("groundswell.ready");
        client.delete("groundswell.ready");
        return;
      } catch (BrokerException e) {
        if (!node.isAlive() || System.nanoTime() > deadline) {
          throw new BrokerException(
              "RabbitMQ isn't ready, see " + folder.resolve("node.log") + ": " + e.getMessage(), e);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerException("interrupted while RabbitMQ started", e);
    }
  }

  private void end() {
    end(node);
    end(mapper);
  }

  private static void end(Process process) {
    if (process == null) {
      return;
    }
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
