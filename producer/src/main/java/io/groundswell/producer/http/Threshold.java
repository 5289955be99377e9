package io.groundswell.producer.http;

import java.util.ArrayList;
import java.util.List;

/**
 * What must hold, under the names that k6 gives it.
 *
 * @param metric k6's name of it
 * @param condition such as {@code rate<0.01}
 * @param value what it was; milliseconds of times
 * @param ok whether it holds
 */
record Threshold(String metric, String condition, double value, boolean ok) {

  private static final double MOST_FAILED = 0.01;
  private static final double LEAST_GOOD = 0.99;
  private static final double SLOWEST_MILLIS = 500;

  /** Those of the k6 scripts: a run without a request meets none. */
  static List<Threshold> of(Shape shape, Tally.Counts counts) {
    double requests = counts.requests();
    double failed = requests == 0 ? 1 : counts.failed() / requests;
    double good = requests == 0 ? 0 : 1 - counts.bad() / requests;
    double millis = 1000 * counts.quickP95();
    List<Threshold> all = new ArrayList<>();
    all.add(new Threshold("http_req_failed", "rate<0.01", failed, failed < MOST_FAILED));
    all.add(
        new Threshold(
            shape.isMixed() ? "http_req_duration{kind:look}" : "http_req_duration",
            "p(95)<500",
            millis,
            millis < SLOWEST_MILLIS));
    all.add(new Threshold("checks", "rate>0.99", good, good > LEAST_GOOD));
    if (!shape.countsUsers()) {
      all.add(
          new Threshold("dropped_iterations", "count<1", counts.dropped(), counts.dropped() < 1));
    }
    return all;
  }
}
