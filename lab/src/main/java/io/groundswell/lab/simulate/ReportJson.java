package io.groundswell.lab.simulate;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.autoscaler.simulator.Outcome;
import java.io.PrintStream;

/** Prints a {@link Report} for machines. */
final class ReportJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ReportJson() {}

  /**
   * Prints the outcome alone, with the outcomes of each object if there are several; of several
   * runs, one after the other in {@code runs}.
   *
   * @param cpuSeconds processor time so far
   */
  static void print(Report report, double cpuSeconds, PrintStream out) {
    ObjectNode all = MAPPER.createObjectNode();
    if (report.runs().size() == 1) {
      all = run(report.runs().getFirst());
    } else {
      ArrayNode runs = all.putArray("runs");
      report.runs().forEach(run -> runs.add(run(run)));
    }
    all.put("cpuSeconds", cpuSeconds);
    report.warnings().forEach(all.withArray("warnings")::add);
    out.println(all.toPrettyString());
  }

  private static ObjectNode run(Report.Run run) {
    ObjectNode node = outcome(run.total());
    node.put("name", run.name());
    run.settings().forEach(node.withObject("settings")::put);
    if (run.outcomes().size() > 1) {
      ArrayNode objects = node.putArray("objects");
      run.outcomes().forEach(outcome -> objects.add(outcome(outcome)));
    }
    return node;
  }

  private static ObjectNode outcome(Outcome outcome) {
    return MAPPER.valueToTree(outcome);
  }
}
