package io.groundswell.brokers;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Queue administration over AMQP 0-9-1, each call on a connection of its own. */
final class Amqp {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int PRECONDITION_FAILED = 406;
  private static final int NOT_FOUND = 404;
  private static final Credentials GUEST = new Credentials("guest", "guest");

  private final URI uri;

  Amqp(URI uri) {
    this.uri = uri;
  }

  /** The variables that clients of a RabbitMQ know, see {@link Broker#clientEnvironment}. */
  static Map<String, String> clientEnvironment(URI uri) {
    Credentials credentials = Addresses.credentials(uri).orElse(GUEST);
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("BROKER", BrokerKind.RABBITMQ.toString());
    environment.put("AMQP_ADDR", uri.toString());
    environment.put("RABBITMQ_HOST", uri.getHost());
    environment.put("RABBITMQ_PORT", Integer.toString(port(uri)));
    environment.put("RABBITMQ_USERNAME", credentials.username());
    environment.put("RABBITMQ_PASSWORD", credentials.password());
    return environment;
  }

  /** Connects and disconnects. */
  void check() {
    use(channel -> channel.isOpen());
  }

  void declare(String queue) {
    use(channel -> declare(channel, queue, Map.of()));
  }

  void declareWithDeadLetters(String queue, String deadLetters) {
    use(
        channel -> {
          declare(channel, deadLetters, Map.of());
          return declare(
              channel,
              queue,
              Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", deadLetters));
        });
  }

  void purge(String queue) {
    use(channel -> channel.queuePurge(queue));
  }

  /** Deletes a queue. RabbitMQ doesn't mind if there is none, Qpid does. */
  void delete(String queue) {
    try {
      use(channel -> channel.queueDelete(queue));
    } catch (BrokerException e) {
      if (!isNotFound(e.getCause())) {
        throw e;
      }
    }
  }

  /** What a passive declare counts: RabbitMQ ready messages, Qpid unacknowledged ones too. */
  long passiveCount(String queue) {
    return use(channel -> (long) channel.queueDeclarePassive(queue).getMessageCount());
  }

  private static AMQP.Queue.DeclareOk declare(
      Channel channel, String queue, Map<String, Object> arguments) throws IOException {
    return channel.queueDeclare(queue, true, false, false, arguments);
  }

  private interface Use<T> {
    T with(Channel channel) throws IOException;
  }

  private <T> T use(Use<T> use) {
    try (Connection connection = factory().newConnection();
        Channel channel = connection.createChannel()) {
      return use.with(channel);
    } catch (PossibleAuthenticationFailureException e) {
      throw new BrokerException(
          "the broker at " + redacted() + " refused the user name or the password", e);
    } catch (IOException | AlreadyClosedException e) {
      throw refused(e);
    } catch (TimeoutException e) {
      throw new BrokerException("the broker at " + redacted() + " doesn't answer", e);
    }
  }

  private BrokerException refused(Exception e) {
    ShutdownSignalException signal = signal(e);
    if (signal != null && signal.getReason() instanceof AMQP.Channel.Close close) {
      String text = close.getReplyText();
      return switch (close.getReplyCode()) {
        case NOT_FOUND -> new BrokerException("at " + redacted() + ": " + text, e);
        case PRECONDITION_FAILED ->
            new BrokerException(
                "at "
                    + redacted()
                    + " the queue exists with other settings, delete it first: "
                    + text,
                e);
        default -> new BrokerException("the broker at " + redacted() + " refused: " + text, e);
      };
    }
    if (signal != null && signal.getReason() instanceof AMQP.Connection.Close close) {
      return new BrokerException(
          "the broker at " + redacted() + " refused: " + close.getReplyText(), e);
    }
    return new BrokerException(
        "the broker at " + redacted() + " can't be reached: " + reason(e), e);
  }

  private static boolean isNotFound(Throwable e) {
    ShutdownSignalException signal = signal(e);
    return signal != null
        && signal.getReason() instanceof AMQP.Channel.Close close
        && close.getReplyCode() == NOT_FOUND;
  }

  private static ShutdownSignalException signal(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ShutdownSignalException signal) {
        return signal;
      }
    }
    return null;
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private String redacted() {
    return Addresses.redacted(uri);
  }

  private ConnectionFactory factory() {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(uri.getHost());
    factory.setVirtualHost(Addresses.virtualHost(uri));
    factory.setAutomaticRecoveryEnabled(false);
    factory.setConnectionTimeout(CONNECT_MILLIS);
    if ("amqps".equals(uri.getScheme())) {
      try {
        factory.useSslProtocol(javax.net.ssl.SSLContext.getDefault());
        factory.enableHostnameVerification();
      } catch (GeneralSecurityException e) {
        throw new BrokerException("no TLS here: " + e.getMessage(), e);
      }
    }
    factory.setPort(port(uri));
    Addresses.credentials(uri)
        .ifPresent(
            credentials -> {
              factory.setUsername(credentials.username());
              factory.setPassword(credentials.password());
            });
    return factory;
  }

  private static int port(URI uri) {
    return ConnectionFactory.portOrDefault(uri.getPort(), "amqps".equals(uri.getScheme()));
  }
}
