package io.groundswell.triggers;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.impl.DefaultExceptionHandler;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * Reads RabbitMQ with a passive declare on a connection that is kept. RabbitMQ counts ready
 * messages only that way, so a queue whose messages are all being worked on reads as empty.
 */
final class RabbitMqAmqpTrigger implements Trigger {

  private static final int TIMEOUT_MILLIS = 10_000;
  private static final Pattern AUTHORITY = Pattern.compile("(\\[[^]]+]|[^:]+)(?::([0-9]{1,5}))?");

  private final RabbitMqSettings settings;
  private final ConnectionFactory factory;

  private Connection connection;
  private Channel channel;

  RabbitMqAmqpTrigger(RabbitMqSettings settings) throws TriggerException {
    this.settings = settings;
    this.factory = factory(RabbitMqHttpTrigger.endpoint(settings), settings.vhostName());
  }

  @Override
  public String metricName() {
    return settings.metricName();
  }

  @Override
  public double target() {
    return settings.target();
  }

  @Override
  public double activation() {
    return settings.activation();
  }

  /** A kept connection that turns out to be dead is replaced once, as KEDA rebuilds a scaler. */
  @Override
  public Measurement measure() throws TriggerException {
    boolean kept = channel != null;
    try {
      return read();
    } catch (IOException | TimeoutException | AlreadyClosedException e) {
      close();
      if (!kept) {
        throw RabbitMqManagement.failed(reason(e), e);
      }
    }
    try {
      return read();
    } catch (IOException | TimeoutException | AlreadyClosedException e) {
      close();
      throw RabbitMqManagement.failed(reason(e), e);
    }
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.abort(TIMEOUT_MILLIS);
    }
    connection = null;
    channel = null;
  }

  private Measurement read() throws IOException, TimeoutException {
    if (channel == null) {
      connection = factory.newConnection("groundswell-trigger");
      channel = connection.createChannel();
    }
    long messages = channel.queueDeclarePassive(settings.queueName()).getMessageCount();
    return settings
        .mode()
        .measure(new RabbitMqQueue(messages, messages, 0, 0), settings.activation());
  }

  private static String reason(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ShutdownSignalException signal && signal.getReason() != null) {
        return replyText(signal);
      }
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String replyText(ShutdownSignalException signal) {
    return switch (signal.getReason()) {
      case com.rabbitmq.client.AMQP.Channel.Close close -> close.getReplyText();
      case com.rabbitmq.client.AMQP.Connection.Close close -> close.getReplyText();
      default -> "connection lost";
    };
  }

  private static ConnectionFactory factory(Endpoint endpoint, String vhostName)
      throws TriggerException {
    boolean secure = endpoint.scheme().equals("amqps");
    Matcher authority = AUTHORITY.matcher(endpoint.authority());
    if (!authority.matches()) {
      throw new TriggerException("host of a rabbitmq trigger is not of the form host:port");
    }
    int port = authority.group(2) == null ? -1 : Integer.parseInt(authority.group(2));
    ConnectionFactory factory = new ConnectionFactory();
    factory.setAutomaticRecoveryEnabled(false);
    factory.setConnectionTimeout(TIMEOUT_MILLIS);
    factory.setChannelRpcTimeout(TIMEOUT_MILLIS);
    factory.setExceptionHandler(new Silent());
    factory.setHost(authority.group(1));
    factory.setPort(ConnectionFactory.portOrDefault(port, secure));
    factory.setVirtualHost(virtualHost(endpoint.path(), vhostName));
    if (!endpoint.user().isEmpty()) {
      factory.setUsername(endpoint.user());
      factory.setPassword(endpoint.password());
    }
    if (secure) {
      try {
        factory.useSslProtocol(SSLContext.getDefault());
        factory.enableHostnameVerification();
      } catch (GeneralSecurityException e) {
        throw new TriggerException("no TLS here: " + e.getMessage(), e);
      }
    }
    return factory;
  }

  private static String virtualHost(String path, String vhostName) {
    if (!vhostName.isEmpty()) {
      return vhostName;
    }
    return path.length() <= 1 ? "/" : Endpoint.decoded(path.substring(1));
  }

  /** A connection that breaks between two readings is nobody's business: the next one tells. */
  private static final class Silent extends DefaultExceptionHandler {

    @Override
    public void handleUnexpectedConnectionDriverException(
        Connection connection, Throwable exception) {}
  }
}
