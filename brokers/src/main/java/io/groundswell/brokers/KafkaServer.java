package io.groundswell.brokers;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One node of Kafka in KRaft mode: its configuration, storage and start. */
final class KafkaServer {

  /** After how many seconds of silence a group's member counts as dead. */
  static final int SESSION_SECONDS = 10;

  private static final int NODE = 1;

  /** Kafka tells of every topic and group at INFO. Held, since unheld loggers forget levels. */
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger("kafka"),
          Logger.getLogger("org.apache.kafka"),
          Logger.getLogger("state.change.logger"));

  private final KafkaRaftServer server;

  private final int port;

  private KafkaServer(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param wantedPort 0 takes a free one
   * @param advertisedPort where clients are told to connect; 0 is the port itself
   */
  static KafkaServer start(Path folder, int wantedPort, int advertisedPort) {
    LOGGERS.forEach(logger -> logger.setLevel(Level.SEVERE));
    Path logs = folder.resolve("kafka").toAbsolutePath();
    List<Integer> free = Ports.free(2);
    int port = wantedPort == 0 ? free.get(0) : wantedPort;
    try {
      if (!Files.exists(logs.resolve("meta.properties"))) {
        format(logs);
      }
      KafkaRaftServer server =
          new KafkaRaftServer(
              KafkaConfig.fromProps(
                  properties(logs, port, advertisedPort == 0 ? port : advertisedPort, free.get(1)),
                  false),
              Time.SYSTEM);
      server.startup();
      return new KafkaServer(server, port);
    } catch (Exception e) {
      throw new BrokerException(
          "the embedded Kafka with data folder "
              + folder
              + " doesn't start: "
              + firstLine(e)
              + ": if its store is damaged, move the folder away (its messages with it) or choose"
              + " another",
          e);
    }
  }

  int port() {
    return port;
  }

  void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** Done once: a formatted folder holds topics. */
  private static void format(Path logs) throws Exception {
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setNodeId(NODE)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .addDirectory(logs.toString())
        .setMetadataLogDirectory(logs.toString())
        .run();
  }

  private static Properties properties(
      Path logs, int port, int advertisedPort, int controllerPort) {
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(NODE));
    properties.put("log.dirs", logs.toString());
    String broker = "PLAINTEXT://" + Addresses.LOOPBACK + ":" + port;
    String controller = Addresses.LOOPBACK + ":" + controllerPort;
    properties.put("listeners", broker + ",CONTROLLER://" + controller);
    properties.put(
        "advertised.listeners", "PLAINTEXT://" + Addresses.LOOPBACK + ":" + advertisedPort);
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("inter.broker.listener.name", "PLAINTEXT");
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("controller.quorum.voters", NODE + "@" + controller);

    properties.put("auto.create.topics.enable", "false");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");

    String session = Integer.toString(SESSION_SECONDS * 1000);
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("group.consumer.heartbeat.interval.ms", "500");
    properties.put("group.consumer.min.heartbeat.interval.ms", "500");
    properties.put("group.consumer.session.timeout.ms", session);
    properties.put("group.consumer.min.session.timeout.ms", session);

    // A broker for tens of connections on a laptop.
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("background.threads", "2");
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");
    properties.put("log.cleaner.io.buffer.size", "65536");
    properties.put("log.index.size.max.bytes", "1048576");
    properties.put("controlled.shutdown.enable", "false");
    return properties;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
