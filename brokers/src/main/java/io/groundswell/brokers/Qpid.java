package io.groundswell.brokers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.Queue;
import org.apache.qpid.server.model.State;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.VirtualHost;
import org.apache.qpid.server.model.VirtualHostNode;
import org.apache.qpid.server.model.port.AmqpPort;
import org.apache.qpid.server.store.StoreException;
import org.apache.qpid.server.util.urlstreamhandler.data.Handler;
import org.apache.qpid.server.virtualhost.QueueManagingVirtualHost;

/** Qpid Broker-J: its configuration, start and queues. */
final class Qpid {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "groundswell";

  private static final Map<String, String> CONTEXT =
      Map.of(
          // Clients declare queues with RabbitMQ's x- arguments, which Qpid would refuse.
          Queue.UNKNOWN_QUEUE_DECLARE_ARGUMENT_BEHAVIOUR_NAME,
          "IGNORE",
          // With the default of 0, Qpid requeues what a consumer rejects for good; with 1 it makes
          // a dead letter of it. Requeueing on purpose or by a lost connection isn't counted.
          "queue.maximumDeliveryAttempts",
          "1",
          // A broker for tens of connections: by default Qpid starts some 80 threads.
          QueueManagingVirtualHost.VIRTUALHOST_CONNECTION_THREAD_POOL_SIZE,
          "8",
          QueueManagingVirtualHost.VIRTUALHOST_CONNECTION_THREAD_POOL_NUMBER_OF_SELECTORS,
          "1",
          AmqpPort.PORT_AMQP_THREAD_POOL_SIZE,
          "4",
          AmqpPort.PORT_AMQP_NUMBER_OF_SELECTORS,
          "1",
          Broker.NETWORK_BUFFER_SIZE,
          "65536");

  /** Qpid tells of every queue and connection at INFO. Held, since unheld loggers forget levels. */
  private static final List<Logger> LOGGERS =
      List.of(Logger.getLogger("qpid"), Logger.getLogger("org.apache.qpid"));

  private final SystemLauncher launcher;
  private final VirtualHost<?> virtualHost;
  private final int amqpPort;

  private Qpid(SystemLauncher launcher, VirtualHost<?> virtualHost, int amqpPort) {
    this.launcher = launcher;
    this.virtualHost = virtualHost;
    this.amqpPort = amqpPort;
  }

  static Qpid start(EmbeddedSettings settings) {
    LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
    // Derby would write its log into the working directory.
    System.setProperty(
        "derby.stream.error.file",
        settings.folder().resolve("derby.log").toAbsolutePath().toString());
    Watcher watcher = new Watcher();
    SystemLauncher launcher = new SystemLauncher(watcher);
    Handler.register();
    try {
      launcher.startup(systemAttributes(settings));
    } catch (Exception e) {
      throw failed(settings.folder(), e);
    }
    if (watcher.failure != null) {
      throw failed(settings.folder(), watcher.failure);
    }
    try {
      return ready(launcher, watcher.system, settings.folder());
    } catch (RuntimeException e) {
      launcher.shutdown();
      throw e;
    }
  }

  int amqpPort() {
    return amqpPort;
  }

  void stop() {
    launcher.shutdown();
  }

  /** Makes a durable queue; {@code deadLetters} is null or the name of an existing queue. */
  void create(String name, String deadLetters) {
    if (queue(name).isPresent()) {
      return;
    }
    Map<String, Object> attributes = new HashMap<>();
    attributes.put(Queue.NAME, name);
    attributes.put(Queue.DURABLE, true);
    if (deadLetters != null) {
      attributes.put(Queue.ALTERNATE_BINDING, Map.of("destination", deadLetters));
    }
    virtualHost.createChild(Queue.class, attributes);
  }

  Optional<Queue<?>> queue(String name) {
    return Optional.ofNullable(virtualHost.getChildByName(Queue.class, name));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Qpid's model hands out raw types.
  Collection<Queue<?>> queues() {
    return (Collection) virtualHost.getChildren(Queue.class);
  }

  static QueueCounts counts(Queue<?> queue) {
    long depth = queue.getQueueDepthMessages();
    long unacknowledged = Math.min(depth, queue.getUnacknowledgedMessages());
    return new QueueCounts(depth - unacknowledged, OptionalLong.of(unacknowledged));
  }

  private static Qpid ready(SystemLauncher launcher, SystemConfig<?> system, Path folder) {
    Broker<?> broker = (Broker<?>) system.getContainer();
    VirtualHostNode<?> node = broker.getVirtualHostNodes().iterator().next();
    VirtualHost<?> host = node.getVirtualHost();
    if (node.getState() != State.ACTIVE || host == null || host.getState() != State.ACTIVE) {
      throw damaged(folder, null);
    }
    Port<?> port = broker.getPorts().iterator().next();
    if (port.getState() != State.ACTIVE) {
      throw new BrokerException("AMQP port " + port.getPort() + " can't be opened");
    }
    return new Qpid(launcher, host, port.getBoundPort());
  }

  private static BrokerException damaged(Path folder, Exception cause) {
    return new BrokerException(
        "the store in "
            + folder
            + " can't be read, it may be damaged: move the folder away (its messages with it) or"
            + " choose another",
        cause);
  }

  private static BrokerException failed(Path folder, Exception cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof StoreException) {
        return damaged(folder, cause);
      }
    }
    return new BrokerException(
        "the embedded broker with data folder " + folder + " doesn't start: " + firstLine(cause),
        cause);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }

  /** The broker's own configuration lives in memory; only the virtual host is stored. */
  private static Map<String, Object> systemAttributes(EmbeddedSettings settings) {
    return Map.of(
        SystemConfig.TYPE,
        "Memory",
        SystemConfig.INITIAL_CONFIGURATION_LOCATION,
        dataUrl(configuration(settings)),
        SystemConfig.CONTEXT,
        Map.of(
            "qpid.work_dir",
            settings.folder().toAbsolutePath().toString(),
            "qpid.broker.statusUpdates",
            "false"),
        SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT,
        false);
  }

  private static Map<String, Object> configuration(EmbeddedSettings settings) {
    Credentials credentials = settings.credentials();
    Map<String, Object> users =
        Map.of(
            "name",
            "users",
            "type",
            "Plain",
            // The network is this machine's loopback, so PLAIN needs no TLS.
            "secureOnlyMechanisms",
            List.of(),
            "users",
            List.of(
                Map.of(
                    "name", credentials.username(),
                    "type", "managed",
                    "password", credentials.password())));
    Map<String, Object> port =
        Map.of(
            "name",
            "AMQP",
            "port",
            settings.port(),
            "bindingAddress",
            Addresses.LOOPBACK,
            "authenticationProvider",
            "users",
            "closeWhenNoRoute",
            false,
            "virtualhostaliases",
            List.of(Map.of("name", "default", "type", "defaultAlias")));
    Map<String, Object> node =
        Map.of(
            "name",
            NAME,
            "type",
            "DERBY",
            "storePath",
            settings.folder().resolve("store").toAbsolutePath().toString(),
            "defaultVirtualHostNode",
            true,
            "virtualHostInitialConfiguration",
            json(Map.of("name", NAME, "type", "ProvidedStore")));
    return Map.of(
        "name",
        NAME,
        "modelVersion",
        "9.1",
        "context",
        CONTEXT,
        "authenticationproviders",
        List.of(users),
        "ports",
        List.of(port),
        "virtualhostnodes",
        List.of(node));
  }

  /** Keeps the password out of files. */
  private static String dataUrl(Map<String, Object> configuration) {
    return "data:application/json;base64,"
        + Base64.getEncoder().encodeToString(json(configuration).getBytes(UTF_8));
  }

  private static String json(Map<String, Object> value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Qpid's launcher prints what goes wrong instead of throwing it. */
  private static final class Watcher extends DefaultSystemLauncherListener {

    private SystemConfig<?> system;
    private RuntimeException failure;

    @Override
    public void onContainerResolve(SystemConfig<?> resolved) {
      system = resolved;
    }

    @Override
    public void errorOnStartup(RuntimeException e) {
      failure = e;
    }
  }
}
