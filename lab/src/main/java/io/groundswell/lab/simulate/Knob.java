package io.groundswell.lab.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A setting of a ScaledObject that can be turned, one value after the other.
 *
 * @param name how options and tables call it
 * @param values from low to high, that of the manifest among them; empty where it isn't there and
 *     the default holds
 * @param kind which setting it is
 */
record Knob(String name, List<Optional<Integer>> values, Kind kind) {

  /** The settings that can be turned. */
  enum Kind {
    /** The value per replica that the triggers aim at. */
    TARGET("target", 1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 1000),
    /** {@code pollingInterval}. */
    POLLING("polling", 1, 2, 3, 5, 10, 15, 20, 30, 60),
    /** {@code cooldownPeriod}. */
    COOLDOWN("cooldown", 0, 10, 20, 30, 60, 120, 180, 300, 600, 900),
    /** {@code minReplicaCount}. */
    MIN("min", 0, 1, 2, 3),
    /** {@code maxReplicaCount}. */
    MAX("max", 1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 75, 100),
    /** {@code stabilizationWindowSeconds} of the HPA's {@code scaleDown}. */
    WINDOW("window", 0, 15, 30, 60, 120, 180, 300, 600);

    private final String text;
    private final int[] ladder;

    Kind(String text, int... ladder) {
      this.text = text;
      this.ladder = ladder;
    }

    /** As options spell it. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * The knob of a ScaledObject.
   *
   * @param document its manifest
   */
  static Knob of(Kind kind, ObjectNode document) {
    Optional<Integer> own = read(kind, document);
    TreeSet<Integer> values = new TreeSet<>();
    for (int value : kind.ladder) {
      values.add(value);
    }
    own.ifPresent(values::add);
    List<Optional<Integer>> all = new ArrayList<>();
    if (own.isEmpty()) {
      all.add(own);
    }
    values.forEach(value -> all.add(Optional.of(value)));
    return new Knob(kind.toString(), all, kind);
  }

  /** The place of the manifest's own value. */
  int own(ObjectNode document) {
    return values.indexOf(read(kind, document));
  }

  private static Optional<Integer> read(Kind kind, ObjectNode document) {
    JsonNode spec = document.path("spec");
    JsonNode node =
        switch (kind) {
          case TARGET -> firstTarget(spec);
          case POLLING -> spec.path("pollingInterval");
          case COOLDOWN -> spec.path("cooldownPeriod");
          case MIN -> spec.path("minReplicaCount");
          case MAX -> spec.path("maxReplicaCount");
          case WINDOW ->
              spec.at(
                  "/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown"
                      + "/stabilizationWindowSeconds");
        };
    return node.isMissingNode()
        ? Optional.empty()
        : Optional.of(Math.round((float) node.asDouble()));
  }

  private static JsonNode firstTarget(JsonNode spec) {
    for (JsonNode trigger : spec.path("triggers")) {
      for (String key : targetKeys(trigger)) {
        if (trigger.path("metadata").has(key)) {
          return trigger.path("metadata").path(key);
        }
      }
    }
    return spec.path("absent");
  }

  private static List<String> targetKeys(JsonNode trigger) {
    return switch (trigger.path("type").asText()) {
      case "rabbitmq" -> List.of("value", "queueLength");
      case "kafka", "apache-kafka" -> List.of("lagThreshold");
      case "aws-sqs-queue" -> List.of("queueLength");
      default -> List.of();
    };
  }

  /** Sets a value in a manifest; an absent one leaves it as it is. */
  void turn(Optional<Integer> value, ObjectNode document) {
    if (value.isEmpty()) {
      return;
    }
    int number = value.get();
    ObjectNode spec = document.withObject("/spec");
    switch (kind) {
      case TARGET -> spec.path("triggers").forEach(trigger -> aim(trigger, number));
      case POLLING -> spec.put("pollingInterval", number);
      case COOLDOWN -> spec.put("cooldownPeriod", number);
      case MIN -> spec.put("minReplicaCount", number);
      case MAX -> spec.put("maxReplicaCount", number);
      case WINDOW ->
          spec.withObject("/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown")
              .put("stabilizationWindowSeconds", number);
    }
  }

  private static void aim(JsonNode trigger, int target) {
    List<String> keys = targetKeys(trigger);
    if (keys.isEmpty() || !(trigger.path("metadata") instanceof ObjectNode metadata)) {
      return;
    }
    String key = keys.stream().filter(metadata::has).findFirst().orElse(keys.getFirst());
    metadata.put(key, Integer.toString(target));
    if (key.equals("value") && !metadata.has("mode")) {
      metadata.put("mode", "QueueLength");
    }
  }
}
