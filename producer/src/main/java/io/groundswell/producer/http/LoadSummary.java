package io.groundswell.producer.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What has become of a load.
 *
 * @param whole whether it went to its end
 */
record LoadSummary(Shape shape, URI url, Tally.Counts counts, Duration took, boolean whole) {

  List<Threshold> thresholds() {
    return Threshold.of(shape, counts);
  }

  /** Whether every threshold holds. */
  boolean isGood() {
    return thresholds().stream().allMatch(Threshold::ok);
  }

  private double seconds() {
    return took.toNanos() / 1e9;
  }

  private double rate() {
    return counts.requests() / Math.max(1e-9, seconds());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %d requests, %d failed, %d not sent in %.1f s (%.1f/s)%s%n",
            shape,
            counts.requests(),
            counts.failed(),
            counts.dropped(),
            seconds(),
            rate(),
            whole ? "" : ", stopped before its end"));
    Tally.Latency latency = counts.latency();
    text.append(
        String.format(
            Locale.ROOT,
            "latency: half within %.3f s, 95 %% within %.3f s, 99 %% within %.3f s, longest %.3f s",
            latency.p50(),
            latency.p95(),
            latency.p99(),
            latency.max()));
    for (Threshold each : thresholds()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%s %s %s: %s",
              each.ok() ? "held  " : "MISSED",
              each.metric(),
              each.condition(),
              rounded(each.value())));
    }
    return text.toString();
  }

  String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("shape", shape.toString());
    json.put("url", url.toString());
    json.put("requests", counts.requests());
    json.put("failed", counts.failed());
    json.put("dropped", counts.dropped());
    json.put("seconds", rounded(seconds()));
    json.put("rate", rounded(rate()));
    Tally.Latency latency = counts.latency();
    json.putObject("latency")
        .put("p50", latency.p50())
        .put("p90", latency.p90())
        .put("p95", latency.p95())
        .put("p99", latency.p99())
        .put("max", latency.max());
    ArrayNode thresholds = json.putArray("thresholds");
    for (Threshold each : thresholds()) {
      thresholds
          .addObject()
          .put("metric", each.metric())
          .put("condition", each.condition())
          .put("value", rounded(each.value()))
          .put("ok", each.ok());
    }
    json.put("whole", whole);
    json.put("good", isGood());
    return json.toString();
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
