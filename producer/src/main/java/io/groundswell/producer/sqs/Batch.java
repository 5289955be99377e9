package io.groundswell.producer.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundswell.messages.Json;
import io.groundswell.messages.Order;
import io.groundswell.producer.Outlet.Confirmation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;

/** Orders that go together in one request. */
final class Batch {

  /** Most that SQS takes at once. */
  static final int MOST = 10;

  /** Any service takes as much at once; a single order may be larger, if its service allows. */
  static final int MOST_BYTES = 256 * 1024;

  /**
   * An order on its way.
   *
   * @param body as it is sent
   * @param bytes size of the body
   */
  record Waiting(Order order, String body, int bytes, Confirmation confirmation) {

    static Waiting of(Order order, Confirmation confirmation) {
      byte[] json = Json.write(order);
      return new Waiting(order, new String(json, UTF_8), json.length, confirmation);
    }
  }

  private Batch() {}

  /**
   * Takes what waits: at least one, for which it waits.
   *
   * @throws InterruptedException while it waits
   */
  static List<Waiting> take(BlockingDeque<Waiting> waiting) throws InterruptedException {
    List<Waiting> batch = new ArrayList<>(MOST);
    Waiting next = waiting.takeFirst();
    int bytes = 0;
    while (next != null) {
      bytes += next.bytes();
      if (!batch.isEmpty() && bytes > MOST_BYTES) {
        waiting.putFirst(next);
        break;
      }
      batch.add(next);
      next = batch.size() < MOST ? waiting.pollFirst() : null;
    }
    return batch;
  }
}
