package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.simulator.TimeDistribution;
import io.groundswell.lab.LabException;
import java.time.Duration;

/** Reads what options say. */
final class Options {

  private Options() {}

  /**
   * A time such as {@code 60s}.
   *
   * @throws LabException if it is none
   */
  static Duration duration(String option, String text) {
    try {
      return TimeDistribution.duration(text);
    } catch (IllegalArgumentException e) {
      throw new LabException(option + " " + e.getMessage(), e);
    }
  }

  /**
   * A time or how it is distributed.
   *
   * @throws LabException if it is neither
   */
  static TimeDistribution distribution(String option, String text) {
    try {
      return TimeDistribution.parse(text);
    } catch (IllegalArgumentException e) {
      throw new LabException(option + " " + e.getMessage(), e);
    }
  }
}
