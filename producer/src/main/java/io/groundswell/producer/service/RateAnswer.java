package io.groundswell.producer.service;

import io.groundswell.producer.pace.Rate;

/**
 * A rate.
 *
 * @param rate as it was asked for, such as 50/s
 * @param perSecond the same in orders a second
 */
record RateAnswer(String rate, double perSecond) {

  static RateAnswer of(Rate rate) {
    return new RateAnswer(rate.toString(), rate.perSecond());
  }
}
