package io.groundswell.lab.simulate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.autoscaler.simulator.Outcome;
import io.groundswell.autoscaler.simulator.Series;
import io.groundswell.lab.output.Numbers;
import io.groundswell.lab.output.Page;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

/** Makes a {@link Report} a page with plots that needs nothing but itself. */
final class ReportPage {

  private static final int MOST_OBJECTS = 1000;
  private static final JsonMapper MAPPER = new JsonMapper();

  private ReportPage() {}

  static String html(Report report) {
    return Page.html("Groundswell simulation", ReportPage.class, "report.js", data(report));
  }

  private static ObjectNode data(Report report) {
    ObjectNode data = MAPPER.createObjectNode();
    data.put("load", report.load());
    data.put("consumers", report.consumers());
    report
        .slo()
        .ifPresent(slo -> data.putObject("slo").put("text", slo + "").put("limit", slo.seconds()));
    report.warnings().forEach(data.withArray("warnings")::add);
    report.differing().forEach(data.withArray("differing")::add);
    ArrayNode runs = data.putArray("runs");
    report.runs().forEach(run -> runs.add(run(run, report)));
    return data;
  }

  private static ObjectNode run(Report.Run run, Report report) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("name", run.name());
    entries(node.putArray("settings"), run.settings());
    entries(node.putArray("rows"), Rows.of(run.total(), report.slo()));
    if (run.outcomes().size() > 1) {
      ArrayNode objects = node.putArray("objects");
      run.outcomes().stream()
          .sorted(Comparator.comparingDouble((Outcome o) -> -o.waits().p95()))
          .limit(MOST_OBJECTS)
          .forEach(outcome -> object(objects.addArray(), outcome));
    }
    run.series().ifPresent(series -> series(node.putObject("series"), series));
    return node;
  }

  private static void entries(ArrayNode node, Map<String, String> entries) {
    entries.forEach((key, value) -> node.addArray().add(key).add(value));
  }

  private static void object(ArrayNode node, Outcome outcome) {
    node.add(outcome.name())
        .add(Numbers.count(outcome.orders()))
        .add(Numbers.seconds(outcome.waits().p95()))
        .add(Numbers.seconds(outcome.waits().max()))
        .add(Numbers.count(outcome.replicas().max()))
        .add(Numbers.short3(outcome.replicaSeconds() / 3600))
        .add(Numbers.count(outcome.rises()));
  }

  private static void series(ObjectNode node, Series series) {
    node.put("step", series.stepSeconds());
    Arrays.stream(series.arrived())
        .forEach(n -> node.withArray("arrived").add(rounded(n / series.stepSeconds())));
    Arrays.stream(series.backlog()).forEach(node.withArray("backlog")::add);
    Arrays.stream(series.waits()).forEach(w -> node.withArray("wait").add(rounded(w)));
    Arrays.stream(series.wanted()).forEach(node.withArray("wanted")::add);
    Arrays.stream(series.ready()).forEach(node.withArray("ready")::add);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
