package io.groundswell.producer.input;

import io.groundswell.messages.Order;
import java.io.IOException;
import java.util.Optional;

/** A run's orders, one after the other. For one thread. */
public interface Orders {

  /**
   * The next order, made now; may block.
   *
   * @param sequence its place in its run, from 0, rising by one from call to call
   * @return empty if there are no more
   * @throws InputException if what it is read from is wrong
   */
  Optional<Order> next(long sequence) throws IOException;
}
