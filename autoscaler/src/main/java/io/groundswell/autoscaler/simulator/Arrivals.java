package io.groundswell.autoscaler.simulator;

/**
 * Orders that arrive evenly spaced, up to {@code end}. All times are nanoseconds since the
 * simulation began.
 *
 * @param first when the first one arrives; meaningless if there is none
 * @param spacing between two of them
 * @param count how many, 0 or more
 * @param end not before the last one; nothing else arrives until then
 */
public record Arrivals(long first, long spacing, long count, long end) {

  /**
   * Orders spread over a stretch of time.
   *
   * @param phase where in its share of the stretch each one lies, from 0 to below 1
   */
  static Arrivals spread(long begin, long end, long count, double phase) {
    if (count == 0) {
      return new Arrivals(end, 0, 0, end);
    }
    long spacing = (end - begin) / count;
    return new Arrivals(begin + (long) (spacing * phase), spacing, count, end);
  }
}
