package io.groundswell.producer.service;

import io.groundswell.producer.Placing.Counts;
import io.groundswell.producer.service.Producing.Asked;
import java.util.List;

/**
 * How it stands.
 *
 * @param broker host and port
 * @param queue where orders go
 * @param connected whether the broker takes orders, as far as is known
 * @param rate of the steady run, now
 * @param steady the run whose rate may be changed
 * @param runs the latest that were asked for, the last one first
 */
record Status(
    String broker,
    String queue,
    boolean connected,
    RateAnswer rate,
    OfRun steady,
    List<OfRun> runs) {

  /**
   * How one run stands.
   *
   * @param run its name
   * @param count how many orders it has; null if it has no end
   * @param placed orders that the broker has confirmed
   * @param waiting orders that were taken up and aren't confirmed
   * @param sentAgain how often an order was sent once more
   * @param over whether it has ended
   * @param failure why it ended before all orders were placed; null if it didn't
   */
  record OfRun(
      String run,
      Long count,
      long placed,
      long waiting,
      long sentAgain,
      boolean over,
      String failure) {

    static OfRun of(Asked asked) {
      return of(asked.name(), asked.count(), asked.placing().counts());
    }

    static OfRun of(String name, Long count, Counts counts) {
      return new OfRun(
          name,
          count,
          counts.placed(),
          counts.waiting(),
          counts.again(),
          counts.over(),
          counts.failure().orElse(null));
    }
  }
}
