package io.groundswell.keda.deployment.devservices;

import io.groundswell.brokers.BrokerProcess;
import io.groundswell.brokers.Credentials;
import io.groundswell.brokers.EmbeddedSettings;
import io.quarkus.deployment.builditem.Startable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * An embedded broker as Quarkus starts and stops it: a process with a folder of its own, which goes
 * when it is stopped.
 */
final class EmbeddedBroker implements Startable {

  private static final Logger LOG = Logger.getLogger(EmbeddedBroker.class);

  private static final String HOST = "127.0.0.1";
  private static final String REGION = "eu-central-1";

  /** Not secret: what RabbitMQ's container has, and RabbitMQ itself on loopback. */
  private static final Credentials GUEST = new Credentials("guest", "guest");

  /** Not secret: the embedded SQS takes any. */
  private static final String ACCESS_KEY = "embedded";

  private final Need need;
  private final Path parent;
  private final String classPath;

  private Path folder;
  private BrokerProcess process;

  /**
   * @param parent where its folder is made
   * @param classPath that of its process
   */
  EmbeddedBroker(Need need, Path parent, String classPath) {
    this.need = need;
    this.parent = parent;
    this.classPath = classPath;
  }

  @Override
  public void start() {
    LOG.infof("Starting an embedded broker (%s)", need.kind());
    try {
      folder = Files.createTempDirectory(Files.createDirectories(parent), need.kind() + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process =
        new BrokerProcess(
            new EmbeddedSettings(need.kind(), folder, 0, 0, 0, GUEST),
            classPath,
            need.queues(),
            need.plain());
    process.start();
    LOG.infof("The embedded broker (%s) listens on %s", need.kind(), getConnectionInfo());
  }

  @Override
  public String getConnectionInfo() {
    return HOST + ":" + process.settings().port();
  }

  /** None: there is no container. */
  @Override
  public String getContainerId() {
    return null;
  }

  @Override
  public void close() {
    if (process != null) {
      process.stop();
    }
    delete(folder);
  }

  private static void delete(Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warnf("%s can't be deleted: %s", folder, e.getMessage());
    }
  }

  /** The settings that a broker of this need gives the application, as a container's would. */
  static Map<String, Function<EmbeddedBroker, String>> applicationSettings(Need need) {
    return switch (need.kind()) {
      case RABBITMQ ->
          Map.of(
              "rabbitmq-host", b -> HOST,
              "rabbitmq-port", b -> Integer.toString(b.settings().port()),
              "rabbitmq-http-port", b -> Integer.toString(b.settings().managementPort()),
              "rabbitmq-username", b -> GUEST.username(),
              "rabbitmq-password", b -> GUEST.password(),
              "AMQP_ADDR", EmbeddedBroker::amqp);
      case KAFKA ->
          Map.of(
              "kafka.bootstrap.servers", EmbeddedBroker::getConnectionInfo,
              "KAFKA_BOOTSTRAP_SERVERS", EmbeddedBroker::getConnectionInfo);
      case SQS -> sqs(need);
    };
  }

  private static Map<String, Function<EmbeddedBroker, String>> sqs(Need need) {
    String queue =
        Stream.concat(need.queues().stream(), need.plain().stream()).findFirst().orElse("orders");
    return Map.ofEntries(
        Map.entry("quarkus.sqs.endpoint-override", EmbeddedBroker::http),
        Map.entry("quarkus.sqs.aws.region", b -> REGION),
        Map.entry("quarkus.sqs.aws.credentials.type", b -> "static"),
        Map.entry("quarkus.sqs.aws.credentials.static-provider.access-key-id", b -> ACCESS_KEY),
        Map.entry("quarkus.sqs.aws.credentials.static-provider.secret-access-key", b -> ACCESS_KEY),
        Map.entry("AWS_ENDPOINT_URL_SQS", EmbeddedBroker::http),
        Map.entry("AWS_REGION", b -> REGION),
        Map.entry("AWS_ACCESS_KEY_ID", b -> ACCESS_KEY),
        Map.entry("AWS_SECRET_ACCESS_KEY", b -> ACCESS_KEY),
        Map.entry("SQS_QUEUE_URL", b -> b.http() + "/000000000000/" + queue));
  }

  private EmbeddedSettings settings() {
    return process.settings();
  }

  private String http() {
    return "http://" + getConnectionInfo();
  }

  private String amqp() {
    return "amqp://%s:%s@%s/".formatted(GUEST.username(), GUEST.password(), getConnectionInfo());
  }
}
