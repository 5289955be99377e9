package io.groundswell.triggers;

import java.util.List;

/**
 * Names of external metrics, by KEDA's rules: {@code s<trigger's index>-<name>}, where characters
 * that Kubernetes wouldn't take in a metric's name are dashes.
 */
final class MetricNames {

  private static final String REPLACED = "/.:%()";

  private MetricNames() {}

  static String rabbitMq(int index, String queue) {
    return indexed(index, normalised("rabbitmq-" + GoText.queryEscape(queue)));
  }

  /** For one topic, several ones (of {@code apache-kafka}), or all topics of a consumer group. */
  static String kafka(int index, List<String> topics, String group) {
    return indexed(
        index,
        normalised("kafka-" + (topics.isEmpty() ? group + "-topics" : String.join(",", topics))));
  }

  static String sqs(int index, String queue) {
    return indexed(index, normalised("aws-sqs-" + queue));
  }

  static String prometheus(int index) {
    return indexed(index, "prometheus");
  }

  /** Of a type that isn't read here, but has a name all the same. */
  static String predictKube(int index) {
    return indexed(index, "predictkube-predictkube_metric");
  }

  private static String indexed(int index, String name) {
    return "s" + index + "-" + name;
  }

  private static String normalised(String name) {
    StringBuilder result = new StringBuilder(name.length());
    name.chars().forEach(c -> result.append(REPLACED.indexOf(c) >= 0 ? '-' : (char) c));
    return result.toString();
  }
}
