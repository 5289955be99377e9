package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.simulator.Outcome;
import io.groundswell.lab.output.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An outcome in rows of words, in the order of their weight. */
final class Rows {

  private Rows() {}

  static Map<String, String> of(Outcome outcome, Optional<Slo> slo) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("simulated", Numbers.time(outcome.simulatedSeconds()));
    rows.put("orders", Numbers.count(outcome.orders()));
    if (outcome.unfinished() > 0) {
      rows.put("not done in the end", Numbers.count(outcome.unfinished()));
    }
    rows.put("wait p50", Numbers.seconds(outcome.waits().p50()));
    rows.put("wait p95", Numbers.seconds(outcome.waits().p95()));
    rows.put("wait p99", Numbers.seconds(outcome.waits().p99()));
    rows.put("wait max", Numbers.seconds(outcome.waits().max()));
    slo.ifPresent(s -> put(rows, s, outcome));
    rows.put("backlog at most", Numbers.count(outcome.maxBacklog()));
    rows.put("replicas at most", Numbers.count(outcome.replicas().max()));
    rows.put("replicas at the end", Numbers.count(outcome.replicas().last()));
    rows.put("replicas on average", Numbers.short3(outcome.replicas().mean()));
    rows.put("replica-hours", Numbers.short3(outcome.replicaSeconds() / 3600));
    rows.put("of that at work", Numbers.short3(outcome.busy() * 100) + " %");
    if (outcome.cost() != null) {
      rows.put("cost", Numbers.short3(outcome.cost()));
    }
    rows.put("rises from zero", Numbers.count(outcome.rises()));
    rows.put("flaps", Numbers.count(outcome.flaps()));
    if (outcome.redelivered() > 0) {
      rows.put("redelivered", Numbers.count(outcome.redelivered()));
    }
    return rows;
  }

  private static void put(Map<String, String> rows, Slo slo, Outcome outcome) {
    rows.put(slo.toString(), slo.keptBy(outcome.waits()) ? "kept" : "not kept");
    String limit = Numbers.plain(slo.seconds()) + " s";
    rows.put("time above " + limit, Numbers.time(outcome.slo().timeAbove()));
    rows.put("orders above " + limit, Numbers.count(outcome.slo().ordersAbove()));
  }
}
