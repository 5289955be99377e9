package io.groundswell.brokers;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A Kafka that runs somewhere, by its bootstrap servers. Stopping leaves it as it is. */
public final class ExternalKafka implements Broker {

  /** Partitions of a topic made with {@link #create}: as many replicas can share its work. */
  public static final int PARTITIONS = 10;

  /** The consumer group whose lag is counted, unless another is named. */
  public static final String GROUP = "consumer";

  private static final String PREFIX = "KAFKA_";
  private static final String BOOTSTRAP_SERVERS = "KAFKA_BOOTSTRAP_SERVERS";

  private final URI address;
  private final Map<String, String> properties;
  private final String group;
  private final KafkaAdmin admin;

  /**
   * A broker by its bootstrap servers, with the lag of the group {@value #GROUP}.
   *
   * @param bootstrapServers {@code host:port}, or several with commas between
   * @param properties of clients, such as {@code security.protocol} and {@code sasl.jaas.config}
   * @throws BrokerException if one isn't of that form
   */
  public ExternalKafka(String bootstrapServers, Map<String, String> properties) {
    this(bootstrapServers, properties, GROUP);
  }

  /**
   * A broker by its bootstrap servers.
   *
   * @param bootstrapServers {@code host:port}, or several with commas between
   * @param properties of clients, such as {@code security.protocol} and {@code sasl.jaas.config}
   * @param group the consumer group whose lag is counted
   * @throws BrokerException if one isn't of that form
   */
  public ExternalKafka(String bootstrapServers, Map<String, String> properties, String group) {
    String servers = bootstrapServers.replaceAll("\\s", "");
    if (!servers.matches("[^,/@]+:[0-9]{1,5}(,[^,/@]+:[0-9]{1,5})*")) {
      throw new BrokerException(
          "Kafka's bootstrap servers "
              + (servers.contains("@") ? "" : "\"" + servers + "\" ")
              + "are not of the form host:port,host:port");
    }
    this.address = URI.create("kafka://" + servers);
    this.properties = Map.copyOf(properties);
    this.group = group;
    this.admin = new KafkaAdmin(servers, properties);
  }

  /**
   * The client properties that an environment holds: {@code KAFKA_SASL_MECHANISM} is {@code
   * sasl.mechanism}, and so on for all that Kafka's clients know, save the bootstrap servers.
   */
  public static Map<String, String> clientProperties(Map<String, String> environment) {
    Map<String, String> found = new TreeMap<>();
    for (String property : AdminClientConfig.configNames()) {
      String value = environment.get(variable(property));
      if (value != null && !variable(property).equals(BOOTSTRAP_SERVERS)) {
        found.put(property, value);
      }
    }
    return found;
  }

  @Override
  public BrokerKind kind() {
    return BrokerKind.KAFKA;
  }

  @Override
  public void start() {
    admin.check();
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public String redacted() {
    return address.toString();
  }

  @Override
  public Map<String, String> clientEnvironment(String queue) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("BROKER", kind().toString());
    environment.put(BOOTSTRAP_SERVERS, address.getAuthority());
    properties.forEach((property, value) -> environment.put(variable(property), value));
    return environment;
  }

  @Override
  public void create(String queue) {
    admin.create(kind().deadLetters(queue), 1);
    admin.create(queue, PARTITIONS);
  }

  @Override
  public void createPlain(String queue) {
    admin.create(queue, 1);
  }

  @Override
  public void purge(String queue) {
    admin.purge(queue);
  }

  @Override
  public void delete(String queue) {
    admin.delete(queue);
  }

  @Override
  public QueueCounts count(String queue) {
    return new QueueCounts(admin.lag(queue, group), OptionalLong.empty());
  }

  /**
   * The partitions of a topic.
   *
   * @throws BrokerException if there is no such topic
   */
  public int partitions(String queue) {
    return admin.partitions(queue);
  }

  /** Lets go of the connection. */
  @Override
  public void stop() {
    admin.close();
  }

  @Override
  public String toString() {
    return "ExternalKafka[" + redacted() + "]";
  }

  private static String variable(String property) {
    return PREFIX + property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
