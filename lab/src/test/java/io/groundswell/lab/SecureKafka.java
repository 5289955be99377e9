package io.groundswell.lab;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka on loopback with a certificate of its own that lets nobody in without a password. As
 * Kafka before 4.0 it knows classic consumer groups alone.
 */
final class SecureKafka implements AutoCloseable {

  private static final String USER = "shop";
  private static final String PASSWORD = "only-for-this-test";

  /** Kafka tells of every topic and group at INFO. Held, since unheld loggers forget levels. */
  private static final List<Logger> LOGGERS =
      List.of(Logger.getLogger("kafka"), Logger.getLogger("org.apache.kafka"));

  private final KafkaRaftServer server;
  private final int port;
  private final Path certificate;

  private SecureKafka(KafkaRaftServer server, int port, Path certificate) {
    this.server = server;
    this.port = port;
    this.certificate = certificate;
  }

  /**
   * Starts one.
   *
   * @param folder for its store and certificate
   */
  static SecureKafka start(Path folder) throws Exception {
    LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    Path keys = folder.resolve("keys.p12");
    Path certificate = folder.resolve("certificate.pem");
    List<String> store = List.of("-keystore", keys.toString(), "-storepass", PASSWORD);
    keytool(
        store,
        "-genkeypair -alias kafka -keyalg EC -dname CN=kafka -ext san=ip:127.0.0.1 -validity 2");
    keytool(store, "-exportcert -alias kafka -rfc -file " + certificate);

    Path logs = folder.resolve("kafka");
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .setFeatureLevel("group.version", (short) 0)
        .setScramArguments(List.of("SCRAM-SHA-512=[name=" + USER + ",password=" + PASSWORD + "]"))
        .addDirectory(logs.toString())
        .setMetadataLogDirectory(logs.toString())
        .run();
    int port = freePort();
    KafkaRaftServer server =
        new KafkaRaftServer(
            KafkaConfig.fromProps(properties(logs, keys, certificate, port, freePort()), false),
            Time.SYSTEM);
    server.startup();
    return new SecureKafka(server, port, certificate);
  }

  /** What clients that may come in are told. */
  Map<String, String> clientEnvironment() {
    return clientEnvironment(PASSWORD);
  }

  /** What clients are told that have that password. */
  Map<String, String> clientEnvironment(String password) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + port);
    environment.put("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
    environment.put("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512");
    environment.put(
        "KAFKA_SASL_JAAS_CONFIG",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(USER, password));
    environment.put("KAFKA_SSL_TRUSTSTORE_TYPE", "PEM");
    environment.put("KAFKA_SSL_TRUSTSTORE_LOCATION", certificate.toString());
    return environment;
  }

  private static Properties properties(
      Path logs, Path keys, Path certificate, int port, int controllerPort) {
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("log.dirs", logs.toString());
    String controller = "127.0.0.1:" + controllerPort;
    properties.put("listeners", "SASL_SSL://127.0.0.1:" + port + ",CONTROLLER://" + controller);
    properties.put("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT");
    properties.put("inter.broker.listener.name", "SASL_SSL");
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("controller.quorum.voters", "1@" + controller);
    properties.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    properties.put("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
    properties.put(
        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(USER, PASSWORD));
    properties.put("ssl.keystore.location", keys.toString());
    properties.put("ssl.keystore.password", PASSWORD);
    properties.put("ssl.truststore.type", "PEM");
    properties.put("ssl.truststore.location", certificate.toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("log.cleaner.enable", "false");
    return properties;
  }

  private static void keytool(List<String> store, String arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(store);
    File log = File.createTempFile("keytool", ".log");
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log))
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException("keytool " + arguments + " failed, see " + log);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
