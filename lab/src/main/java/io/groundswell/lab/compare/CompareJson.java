package io.groundswell.lab.compare;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** A {@link Comparison} for machines. */
final class CompareJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private CompareJson() {}

  /**
   * Both summaries in {@code runs}, all steps in {@code steps} with their times on the autoscaler's
   * clock, and what the comparison comes to.
   */
  static String text(Comparison comparison) {
    ObjectNode all = MAPPER.createObjectNode();
    ArrayNode runs = all.putArray("runs");
    for (Side side : List.of(comparison.first(), comparison.second())) {
      ObjectNode run = MAPPER.valueToTree(side.summary());
      run.set("rises", MAPPER.valueToTree(side.rises()));
      runs.add(run);
    }
    ArrayNode steps = all.putArray("steps");
    comparison.pairs().forEach(pair -> step(steps.addObject(), pair));
    all.put("sameSteps", comparison.sameSteps());
    all.put("furthestApart", Math.round(comparison.furthestApart() * 1000) / 1000.0);
    all.put("withinOneSync", comparison.furthestApart() <= Comparison.SYNC);
    all.put("verdict", comparison.verdict());
    return all.toPrettyString();
  }

  private static void step(ObjectNode node, Pair pair) {
    node.put("match", pair.match().name().toLowerCase(Locale.ROOT));
    pair.apart().ifPresent(apart -> node.put("laterBy", Math.round(apart * 1000) / 1000.0));
    pair.first().ifPresent(step -> node.set("first", MAPPER.valueToTree(step)));
    pair.second().ifPresent(step -> node.set("second", MAPPER.valueToTree(step)));
  }
}
