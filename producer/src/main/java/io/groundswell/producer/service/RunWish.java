package io.groundswell.producer.service;

import io.groundswell.producer.InvalidSettingException;
import io.groundswell.producer.Values;
import io.groundswell.producer.input.MadeUp;
import io.groundswell.producer.input.Run;
import io.groundswell.producer.pace.AtOnce;
import io.groundswell.producer.pace.Bounded;
import io.groundswell.producer.pace.Even;
import io.groundswell.producer.pace.Pace;
import io.groundswell.producer.pace.Rate;

/**
 * A run as it was asked for, checked.
 *
 * @param run its name
 * @param payload of all its orders
 * @param count of its orders
 * @param concurrency how many may be unconfirmed at once
 * @param pace when they are due
 */
record RunWish(Run run, String payload, long count, int concurrency, Pace pace) {

  private static final long MOST_ORDERS = 1_000_000;
  private static final long MOST_CONCURRENCY = 10_000;
  private static final long DEFAULT_CONCURRENCY = 100;

  /**
   * Reads a request.
   *
   * @throws InvalidSettingException for the first field that can't be used
   */
  static RunWish of(PlaceRequest request) {
    if (request.count() == null) {
      throw new InvalidSettingException("count", "", "a whole number from 1 to " + MOST_ORDERS);
    }
    long count = whole("count", request.count(), 1, MOST_ORDERS);
    long concurrency = request.concurrency() == null ? DEFAULT_CONCURRENCY : request.concurrency();
    Run run =
        request.run() == null
            ? Run.unnamed()
            : Run.named(Values.name("run", request.run(), Run.MAX_LENGTH));
    return new RunWish(
        run,
        payload(request),
        count,
        (int) whole("concurrency", concurrency, 1, MOST_CONCURRENCY),
        Bounded.by(pace(request), count));
  }

  private static Pace pace(PlaceRequest request) {
    if (request.rate() == null && request.period() == null) {
      return new AtOnce();
    }
    Rate rate = RateRequest.rate(request.rate(), request.period());
    if (rate.orders() == 0) {
      throw new InvalidSettingException("rate", request.rate(), "above 0");
    }
    return new Even(rate);
  }

  private static String payload(PlaceRequest request) {
    if (request.payload() == null) {
      long size = request.payloadSize() == null ? 0 : request.payloadSize();
      return MadeUp.payload((int) whole("payloadSize", size, 0, MadeUp.MAX_PAYLOAD));
    }
    if (request.payloadSize() != null) {
      throw new InvalidSettingException(
          "payloadSize", request.payloadSize().toString(), "left out where there is a payload");
    }
    if (request.payload().length() > MadeUp.MAX_PAYLOAD / 6) {
      throw new InvalidSettingException(
          "payload",
          request.payload().length() + " characters long",
          "at most " + MadeUp.MAX_PAYLOAD / 6 + " characters long");
    }
    return request.payload();
  }

  private static long whole(String name, long value, long least, long most) {
    return Values.whole(name, Long.toString(value), least, most);
  }
}
