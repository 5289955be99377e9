package io.groundswell.lab.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One row of the table.
 *
 * @param broker which
 * @param fault what went wrong
 * @param placed orders that the broker has confirmed to the producer
 * @param done orders with a receipt
 * @param twice receipts of further work on an order that has one
 * @param sentAgain how often the producer had to send an order again, for want of its confirmation:
 *     as many may be there twice
 * @param lost orders with neither receipt nor dead letter
 * @param deadLetters messages among the dead letters: the garbage, and orders
 * @param seconds it took
 * @param clean whether nothing may be done twice
 */
record Result(
    String broker,
    String fault,
    long placed,
    long done,
    long twice,
    long sentAgain,
    long lost,
    long deadLetters,
    double seconds,
    boolean clean) {

  /**
   * Whether it is as it must be: nothing lost, and nothing done twice if all had time to finish.
   */
  @JsonProperty
  boolean good() {
    return lost == 0 && !(clean && twice > sentAgain);
  }
}
