package io.groundswell.lab.metrics;

import java.util.Map;

/**
 * What one time series is called.
 *
 * @param metric its name
 * @param labels the scrape's own, {@code namespace} and {@code pod}, among them
 */
record Series(String metric, Map<String, String> labels) {

  Series {
    labels = Map.copyOf(labels);
  }
}
