package io.groundswell.producer.rabbitmq;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.impl.StrictExceptionHandler;
import io.groundswell.messages.Order;
import io.groundswell.producer.Outlet;
import io.groundswell.producer.RefusedException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

/** Places orders over one connection, and makes a new one where the last is lost. */
public final class RabbitMqOutlet implements Outlet {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int HEARTBEAT_SECONDS = 10;

  private final ConnectionFactory factory;
  private final String address;
  private final String queue;

  private volatile Session session;
  private volatile boolean closed;

  /**
   * Doesn't connect yet.
   *
   * @param uri as {@code AMQP_ADDR} gives it
   * @param queue where orders go; its dead letters are {@code <queue>.dlq}, its receipts {@code
   *     <queue>.receipts}
   * @throws io.groundswell.producer.InvalidSettingException if the address is none
   */
  public RabbitMqOutlet(String uri, String queue) {
    Address parsed = new Address(uri);
    this.address = parsed.toString();
    this.queue = queue;
    factory = parsed.factory();
    factory.setAutomaticRecoveryEnabled(false);
    factory.setConnectionTimeout(CONNECT_MILLIS);
    factory.setHandshakeTimeout(CONNECT_MILLIS);
    factory.setChannelRpcTimeout(CONNECT_MILLIS);
    factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
    factory.setThreadFactory(Thread.ofPlatform().daemon().name("amqp-", 0).factory());
    factory.setExceptionHandler(new Quiet());
  }

  @Override
  public synchronized void connect() throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    if (connected()) {
      return;
    }
    if (session != null && session.open()) {
      throw new IOException(address + " takes no orders: " + session.blockedBecause());
    }
    boolean first = session == null;
    try {
      session = Session.open(factory, queue);
    } catch (TimeoutException | IOException | ShutdownSignalException e) {
      String message = "no connection to the broker at " + address + ": " + reason(e);
      throw first && isRefusal(e) ? new RefusedException(message, e) : new IOException(message, e);
    }
  }

  @Override
  public boolean connected() {
    Session current = session;
    return current != null && current.open() && current.blockedBecause() == null;
  }

  @Override
  public void place(Order order, Confirmation confirmation) throws IOException {
    Session current = session;
    if (!connected()) {
      throw new IOException(current == null ? "not connected to " + address : lostBecause(current));
    }
    current.publish(order, confirmation);
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public void close() {
    closed = true;
    Session current = session;
    if (current != null) {
      current.close();
    }
  }

  private String lostBecause(Session lost) {
    return lost.open()
        ? address + " takes no orders: " + lost.blockedBecause()
        : "the connection to the broker at " + address + " was lost: " + lost.lostBecause();
  }

  /** Whether the broker is there, but doesn't want this user, virtual host or queue. */
  private static boolean isRefusal(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof AuthenticationFailureException
          || each instanceof PossibleAuthenticationFailureException
          || (each instanceof ShutdownSignalException signal
              && signal.getReason() instanceof com.rabbitmq.client.Method)) {
        return true;
      }
    }
    return false;
  }

  /** The root of it, in one line. */
  static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof ShutdownSignalException signal && signal.getReason() != null) {
      return Session.text(signal);
    }
    if (root instanceof UnknownHostException) {
      return "unknown host";
    }
    String name = root.getClass().getSimpleName();
    return root.getMessage() == null
        ? name
        : name + ": " + root.getMessage().lines().findFirst().orElse("");
  }

  /** Failures come back from the calls that they concern; the client needn't log them as well. */
  private static final class Quiet extends StrictExceptionHandler {

    @Override
    protected void log(String message, Throwable e) {
      // Nothing.
    }
  }
}
