package io.groundswell.triggers;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a trigger reads at one moment.
 *
 * @param value what the HPA is told: finite, not negative, of three decimals at most
 * @param active whether the trigger alone would wake the workload
 */
public record Measurement(double value, boolean active) {

  private static final int DECIMALS = 3;

  /**
   * From the value as it was read. Activity is decided on that, before it is made fit for the HPA:
   * a negative one can be active while 0 is told.
   *
   * @param raw any number, also NaN or infinite
   * @param active whether {@code raw} counts as activity
   */
  static Measurement of(double raw, boolean active) {
    if (!Double.isFinite(raw) || raw < 0) {
      return new Measurement(0, active);
    }
    if (raw == (long) raw) {
      return new Measurement(raw, active);
    }
    // KEDA prints the number with three decimals, which rounds its exact binary value.
    double rounded = new BigDecimal(raw).setScale(DECIMALS, RoundingMode.HALF_EVEN).doubleValue();
    return new Measurement(rounded, active);
  }
}
