package io.groundswell.producer;

import io.groundswell.messages.Order;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A broker that confirms when the test says so, and can be away. */
final class FakeOutlet implements Outlet {

  /**
   * An order that awaits its end.
   *
   * @param confirmation to give it
   */
  record Sent(Order order, Confirmation confirmation) {}

  private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
  private final List<Sent> unconfirmed = new ArrayList<>();
  private boolean connected;
  private IOException refusal;

  @Override
  public synchronized void connect() throws IOException {
    if (refusal != null) {
      throw refusal;
    }
    connected = true;
  }

  @Override
  public synchronized boolean connected() {
    return connected;
  }

  @Override
  public synchronized void place(Order order, Confirmation confirmation) throws IOException {
    if (!connected) {
      throw new IOException("away");
    }
    Sent order1 = new Sent(order, confirmation);
    unconfirmed.add(order1);
    sent.add(order1);
  }

  @Override
  public String address() {
    return "fake:1";
  }

  @Override
  public void close() {}

  /** What was sent and nobody has looked at, in order. */
  BlockingQueue<Sent> sent() {
    return sent;
  }

  synchronized int unconfirmed() {
    return unconfirmed.size();
  }

  synchronized void confirm(Sent order) {
    unconfirmed.remove(order);
    order.confirmation().placed();
  }

  synchronized void fail(Sent order, IOException reason) {
    unconfirmed.remove(order);
    order.confirmation().failed(reason);
  }

  /** Breaks the connection, and refuses new ones for that reason; null lets them in again. */
  void away(IOException reason) {
    List<Sent> lost;
    synchronized (this) {
      refusal = reason;
      connected = false;
      lost = List.copyOf(unconfirmed);
      unconfirmed.clear();
    }
    lost.forEach(order -> order.confirmation().failed(new IOException("lost")));
  }

  synchronized void back() {
    refusal = null;
  }
}
