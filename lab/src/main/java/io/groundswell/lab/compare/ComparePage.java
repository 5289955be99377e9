package io.groundswell.lab.compare;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.lab.output.Page;
import java.util.List;

/** Makes a {@link Comparison} a page with plots that needs nothing but itself. */
final class ComparePage {

  private static final JsonMapper MAPPER = new JsonMapper();

  private ComparePage() {}

  static String html(Comparison comparison) {
    return Page.html("Groundswell comparison", ComparePage.class, "compare.js", data(comparison));
  }

  private static ObjectNode data(Comparison comparison) {
    ObjectNode data = MAPPER.createObjectNode();
    data.put("verdict", comparison.verdict());
    comparison.remarks().forEach(data.withArray("remarks")::add);
    ArrayNode runs = data.putArray("runs");
    for (Side side : List.of(comparison.first(), comparison.second())) {
      ObjectNode run = runs.addObject();
      run.put("name", side.name());
      side.moments().forEach(moment -> moment(run, moment));
    }
    data.set("outcome", MAPPER.valueToTree(SideBySide.outcome(comparison)));
    data.set("rises", MAPPER.valueToTree(SideBySide.rises(comparison)));
    data.set("steps", MAPPER.valueToTree(SideBySide.steps(comparison)));
    data.set("notes", MAPPER.valueToTree(SideBySide.remarks(comparison)));
    comparison.pairs().stream()
        .filter(Comparison::differs)
        .forEach(
            pair -> data.withArray("differences").add(MAPPER.valueToTree(SideBySide.why(pair))));
    return data;
  }

  private static void moment(ObjectNode run, Moment moment) {
    run.withArray("at").add(moment.at());
    run.withArray("wanted").add(moment.wanted());
    run.withArray("ready").add(moment.ready());
    run.withArray("queue").add(moment.queue());
    run.withArray("done").add(moment.done());
  }
}
