package io.groundswell.lab.run;

import io.groundswell.brokers.Broker;
import io.groundswell.brokers.BrokerException;
import io.groundswell.brokers.QueueCounts;
import io.groundswell.lab.LabException;
import io.groundswell.lab.app.Environment;
import io.groundswell.lab.app.SecretKey;
import io.groundswell.lab.app.Secrets;
import io.groundswell.triggers.Trigger;
import io.groundswell.triggers.TriggerException;
import io.groundswell.triggers.TriggerSpec;
import io.groundswell.triggers.Triggers;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What replicas, producer and triggers must know to reach a RabbitMQ: where a cluster has a Service
 * and a Secret of the name {@code rabbitmq}, the lab has this.
 */
final class Backend {

  private static final String NAME = "rabbitmq";
  private static final int AMQP_PORT = 5672;
  private static final int MANAGEMENT_PORT = 15672;

  private final Broker broker;

  /**
   * @param broker started
   */
  Backend(Broker broker) {
    this.broker = broker;
  }

  /** The variables that the services know, and those that any Quarkus application does. */
  Map<String, String> clientEnvironment() {
    URI amqp = broker.address();
    String[] user = userInfo(amqp);
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("BROKER", NAME);
    environment.put("AMQP_ADDR", amqp.toString());
    environment.put("RABBITMQ_HOST", amqp.getHost());
    environment.put("RABBITMQ_PORT", Integer.toString(port(amqp)));
    environment.put("RABBITMQ_USERNAME", user[0]);
    environment.put("RABBITMQ_PASSWORD", user[1]);
    return environment;
  }

  /** Resolves the rest of a container's environment. */
  Environment environment() {
    URI amqp = broker.address();
    String[] user = userInfo(amqp);
    Map<SecretKey, String> secrets = new HashMap<>();
    secrets.put(new SecretKey(NAME, "amqp"), amqp.toString());
    secrets.put(new SecretKey(NAME, "username"), user[0]);
    secrets.put(new SecretKey(NAME, "password"), user[1]);
    Map<String, String> services = new HashMap<>();
    services.put(NAME + ":" + AMQP_PORT, amqp.getHost() + ":" + port(amqp));
    broker
        .management()
        .ifPresent(
            http -> {
              secrets.put(new SecretKey(NAME, "http"), http.toString());
              services.put(NAME + ":" + MANAGEMENT_PORT, http.getHost() + ":" + http.getPort());
            });
    return new Environment(new Secrets(secrets), services);
  }

  /**
   * Opens a trigger of the ScaledObject on this broker, with its metadata as it is but for the
   * host, which is this broker's.
   *
   * @param environment the replicas', resolved, for settings such as {@code hostFromEnv}
   * @throws LabException if the trigger's settings are wrong, or it doesn't read RabbitMQ
   */
  Trigger open(io.groundswell.autoscaler.Trigger trigger, Map<String, String> environment) {
    if (!trigger.type().equals(NAME)) {
      throw new LabException(
          "trigger "
              + trigger.index()
              + " is of type "
              + trigger.type()
              + ", which the lab can't run yet: it runs "
              + NAME);
    }
    Map<String, String> metadata = new HashMap<>(trigger.metadata());
    metadata.remove("host");
    metadata.remove("hostFromEnv");
    Map<String, String> auth = new HashMap<>();
    auth.put("host", host(metadata.getOrDefault("protocol", "auto")).toString());
    try {
      return Triggers.open(
          new TriggerSpec(trigger.index(), trigger.type(), metadata, auth, environment));
    } catch (TriggerException e) {
      throw new LabException(
          "trigger " + trigger.index() + " (" + trigger.type() + "): " + e.getMessage(), e);
    }
  }

  private URI host(String protocol) {
    if (protocol.equals("amqp")) {
      return broker.address();
    }
    String virtualHost = broker.address().getRawPath();
    return broker
        .management()
        .map(
            base ->
                virtualHost == null || virtualHost.length() <= 1 ? base : base.resolve(virtualHost))
        .orElseThrow(
            () ->
                new LabException(
                    "the trigger's protocol is "
                        + protocol
                        + ", but the broker has no management API: enable RabbitMQ's management"
                        + " plugin, name the API by --management-url, or derive the manifest with"
                        + " protocol amqp"));
  }

  /** The messages of a queue; empty if the broker can't say now. */
  Optional<QueueCounts> count(String queue) {
    try {
      return Optional.of(broker.count(queue));
    } catch (BrokerException e) {
      return Optional.empty();
    }
  }

  private static int port(URI amqp) {
    return amqp.getPort() < 0 ? AMQP_PORT : amqp.getPort();
  }

  private static String[] userInfo(URI amqp) {
    String info = amqp.getRawUserInfo() == null ? "guest:guest" : amqp.getRawUserInfo();
    String[] parts = info.split(":", 2);
    return new String[] {decode(parts[0]), decode(parts.length == 2 ? parts[1] : "")};
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
