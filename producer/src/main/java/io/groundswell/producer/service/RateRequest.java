package io.groundswell.producer.service;

import io.groundswell.producer.InvalidSettingException;
import io.groundswell.producer.Values;
import io.groundswell.producer.pace.Rate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Asks for another rate, one way or the other.
 *
 * @param rate orders per second, minute or hour; 0 stops
 * @param period between two orders
 */
record RateRequest(
    @Schema(examples = "50/s") String rate, @Schema(examples = "100ms") String period) {

  private static final double MOST_PER_SECOND = 100_000;

  /**
   * The rate asked for.
   *
   * @throws InvalidSettingException if it can't be used
   */
  Rate rateOf() {
    return rate(rate, period);
  }

  /** The rate that one of the two says. */
  static Rate rate(String rate, String period) {
    if ((rate == null) == (period == null)) {
      throw new InvalidSettingException(
          "rate", rate == null ? "" : rate, "given, or else period, not both");
    }
    Rate wished =
        rate != null ? Values.rate("rate", rate) : Rate.every(Values.time("period", period));
    if (wished.perSecond() > MOST_PER_SECOND) {
      throw new InvalidSettingException(
          rate != null ? "rate" : "period",
          rate != null ? rate : period,
          "at most %.0f orders a second".formatted(MOST_PER_SECOND));
    }
    return wished;
  }
}
