package io.groundswell.lab.metrics;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How fast a counter grows, after {@code extrapolatedRate} of Prometheus 2.42 ({@code
 * promql/functions.go}): what its samples don't cover at both ends of the range is taken to go on
 * as between them, but for no longer than a sample's distance, and not to before it was zero.
 */
final class Counter {

  /** A value that was seen at a time, in milliseconds. */
  record Point(long at, double value) {}

  private static final double NEAR = 1.1;

  private Counter() {}

  /**
   * Growth a second over a range.
   *
   * @param points in the order of time; those outside of the range don't count
   * @param range milliseconds
   * @param end of the range, milliseconds
   * @return empty if fewer than two points are in the range
   */
  static OptionalDouble rate(List<Point> points, long range, long end) {
    long start = end - range;
    List<Point> within = points.stream().filter(p -> p.at >= start && p.at <= end).toList();
    if (within.size() < 2) {
      return OptionalDouble.empty();
    }
    Point first = within.getFirst();
    Point last = within.getLast();
    double growth = growth(within);
    double sampled = (last.at - first.at) / 1000.0;
    double between = sampled / (within.size() - 1);
    double toStart = (first.at - start) / 1000.0;
    double toEnd = (end - last.at) / 1000.0;
    if (growth > 0 && first.value >= 0) {
      toStart = Math.min(toStart, sampled * (first.value / growth));
    }
    double covered = sampled;
    covered += toStart < between * NEAR ? toStart : between / 2;
    covered += toEnd < between * NEAR ? toEnd : between / 2;
    return OptionalDouble.of(growth * (covered / sampled) / (range / 1000.0));
  }

  /** A counter that fell has begun anew. */
  private static double growth(List<Point> points) {
    double growth = points.getLast().value - points.getFirst().value;
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).value < points.get(i - 1).value) {
        growth += points.get(i - 1).value;
      }
    }
    return growth;
  }
}
