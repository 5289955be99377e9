package io.groundswell.producer;

import io.groundswell.messages.Order;
import java.io.IOException;

/**
 * Where orders go: one queue of one broker. Safe for many threads. The texts of its exceptions are
 * one line without secrets.
 */
public interface Outlet extends AutoCloseable {

  /**
   * Connects and makes what is needed, unless that has been done and still stands.
   *
   * @throws RefusedException if trying again doesn't help
   * @throws IOException if the broker can't be reached or doesn't take orders now
   */
  void connect() throws IOException;

  /** Whether orders can be placed, as far as is known. */
  boolean connected();

  /**
   * Sends an order.
   *
   * @param confirmation is called once, on any thread, unless this method throws
   * @throws IOException if it hasn't been sent
   */
  void place(Order order, Confirmation confirmation) throws IOException;

  /** Where the broker is, for people: host and port, or a queue's URL. */
  String address();

  /** Leaves the broker, at once. */
  @Override
  void close();

  /** Is told what has become of an order. */
  interface Confirmation {

    /** The broker has it. */
    void placed();

    /**
     * The broker hasn't confirmed it; it may be there nevertheless.
     *
     * @param reason a {@link RefusedException} if it would be refused again
     */
    void failed(IOException reason);
  }
}
