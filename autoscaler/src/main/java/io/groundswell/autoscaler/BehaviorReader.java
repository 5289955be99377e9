package io.groundswell.autoscaler;

import io.groundswell.autoscaler.ScalingRules.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads {@code behavior} of an HPA. */
final class BehaviorReader {

  private BehaviorReader() {}

  static Optional<Behavior> read(Fields parent, String name) {
    return parent
        .optionalObject(name)
        .map(
            fields -> {
              Behavior behavior =
                  new Behavior(rules(fields, "scaleUp"), rules(fields, "scaleDown"));
              fields.end();
              return behavior;
            });
  }

  private static Optional<ScalingRules> rules(Fields parent, String name) {
    return parent
        .optionalObject(name)
        .map(
            fields -> {
              Optional<Duration> window =
                  fields.integer("stabilizationWindowSeconds", 0, 3600).stream()
                      .mapToObj(Duration::ofSeconds)
                      .findFirst();
              OptionalDouble tolerance =
                  fields.quantity("tolerance").stream().mapToDouble(m -> m / 1000.0).findFirst();
              if (tolerance.isPresent() && tolerance.getAsDouble() < 0) {
                throw fields.refused("tolerance", "is negative", ", must be at least 0");
              }
              ScalingRules rules =
                  new ScalingRules(
                      window,
                      fields.choice("selectPolicy", ScalingRules.SelectPolicy.class),
                      policies(fields),
                      tolerance);
              fields.end();
              return rules;
            });
  }

  private static List<Policy> policies(Fields parent) {
    List<Policy> policies = new ArrayList<>();
    for (Fields fields : parent.objects("policies")) {
      policies.add(
          new Policy(
              fields
                  .choice("type", Policy.Type.class)
                  .orElseThrow(() -> fields.refused("type", "is missing", "")),
              required(fields, "value", Integer.MAX_VALUE),
              Duration.ofSeconds(required(fields, "periodSeconds", 1800))));
      fields.end();
    }
    if (policies.isEmpty() && parent.has("policies")) {
      throw parent.refused("policies", "is empty", ", must have at least one policy or be absent");
    }
    return policies;
  }

  private static int required(Fields fields, String name, int max) {
    return fields
        .integer(name, 1, max)
        .orElseThrow(() -> fields.refused(name, "is missing", ", must be a whole number"));
  }
}
