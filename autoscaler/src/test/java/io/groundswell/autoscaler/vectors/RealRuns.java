package io.groundswell.autoscaler.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.autoscaler.Autoscaler;
import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.autoscaler.Manifests;
import io.groundswell.autoscaler.Observation;
import io.groundswell.autoscaler.Reading;
import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.Target;
import io.groundswell.autoscaler.Trigger;
import io.groundswell.autoscaler.TriggerMetric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Replays runs recorded on a cluster, event by event. */
final class RealRuns {

  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  /** A change of replicas follows its event by no more than this, in seconds. */
  private static final double LATEST = 1.0;

  /** Which of two events so near each other came first can't be told, in seconds. */
  private static final double SAME_TIME = 0.1;

  private final List<TriggerMetric> metrics;
  private final List<String> names;
  private final Autoscaler autoscaler;
  private final List<double[]> changes = new ArrayList<>();
  private Map<String, String> annotations = new LinkedHashMap<>();
  private int spec;
  private int exist;
  private int ready;

  private RealRuns(Given inputs) {
    ScaledObject object = object(inputs.get("scaledObject"));
    metrics = object.triggers().stream().map(RealRuns::metric).toList();
    names = object.triggers().stream().map(Trigger::name).toList();
    autoscaler = new Autoscaler(object, metrics, CREATED, HpaSettings.defaults());
    spec = inputs.integer("initialReplicas");
    exist = spec;
    ready = spec;
    changes.add(new double[] {0, spec});
  }

  /**
   * Replays a run. Which of two events at nearly the same time came first can't be told from
   * outside, so the run is explained if some order of them gives the same replicas at the same
   * events.
   */
  static void replay(Row row) {
    List<Given> events = row.inputs().objects("events");
    List<double[]> expected = new ArrayList<>();
    for (JsonNode change : row.expected().list("replicas")) {
      expected.add(new double[] {change.get(0).doubleValue(), change.get(1).doubleValue()});
    }
    List<double[]> found = changes(row, events);
    for (int i = 0; i + 1 < events.size() && !same(found, expected); i++) {
      if (events.get(i + 1).real("t") - events.get(i).real("t") < SAME_TIME) {
        List<Given> swapped = new ArrayList<>(events);
        Collections.swap(swapped, i, i + 1);
        List<double[]> other = changes(row, swapped);
        found = same(other, expected) ? other : found;
      }
    }
    assertThat(found.stream().map(RealRuns::text).toList())
        .as("changes of replicas as events make them, in seconds")
        .usingComparator((a, b) -> same(changes(a), changes(b)) ? 0 : 1)
        .isEqualTo(expected.stream().map(RealRuns::text).toList());
  }

  private static List<double[]> changes(Row row, List<Given> events) {
    RealRuns run = new RealRuns(row.inputs());
    events.forEach(run::play);
    return run.changes;
  }

  private static String text(double[] change) {
    return change[0] + ": " + (int) change[1];
  }

  private static List<double[]> changes(List<? extends String> texts) {
    return texts.stream()
        .map(t -> t.split(": "))
        .map(t -> new double[] {Double.parseDouble(t[0]), Double.parseDouble(t[1])})
        .toList();
  }

  /** Whether the same replicas follow the same events. */
  private static boolean same(List<double[]> found, List<double[]> expected) {
    boolean same = found.size() == expected.size();
    for (int i = 0; same && i < found.size(); i++) {
      double after = expected.get(i)[0] - found.get(i)[0];
      same = found.get(i)[1] == expected.get(i)[1] && after > -SAME_TIME && after < LATEST;
    }
    return same;
  }

  /** The spec of the run as a manifest; its triggers are read from a server. */
  private static ScaledObject object(JsonNode given) {
    ObjectMapper json = new ObjectMapper();
    ObjectNode manifest = json.createObjectNode();
    manifest.put("apiVersion", "keda.sh/v1alpha1").put("kind", "ScaledObject");
    manifest.putObject("metadata").put("name", "run");
    ObjectNode spec = given.deepCopy();
    if (!spec.has("scaleTargetRef")) {
      spec.putObject("scaleTargetRef").put("name", "run");
    }
    manifest.set("spec", spec);
    Manifests manifests = Manifests.read(manifest.toString(), "run");
    assertThat(manifests.warnings()).noneMatch(w -> w.contains("unknown field"));
    return manifests.scaledObjects().getFirst();
  }

  private static TriggerMetric metric(Trigger trigger) {
    Map<String, String> metadata = trigger.metadata();
    return new TriggerMetric(
        trigger.index(),
        "s" + trigger.index() + "-" + trigger.type() + "-" + trigger.name(),
        Double.parseDouble(metadata.get("targetValue")),
        Double.parseDouble(metadata.getOrDefault("activationTargetValue", "0")));
  }

  private void play(Given event) {
    double t = event.real("t");
    Instant now = CREATED.plusNanos(Math.round(t * 1e9));
    unseenSyncs(now);
    switch (event.text("what")) {
      case "poll" -> carryOut(t, autoscaler.poll(seen(event), now));
      case "sync" -> carryOut(t, autoscaler.sync(seen(event), now));
      case "pods" -> {
        exist = event.integer("exist");
        ready = event.integer("ready");
      }
      case "annotate" -> annotate(t, event, now);
      default -> throw new AssertionError("unknown event " + event.text("what"));
    }
  }

  /** An HPA that asks for no metrics syncs all the same, which no event shows. */
  private void unseenSyncs(Instant now) {
    while (autoscaler.nextSync().isBefore(now) && !autoscaler.syncReads(target())) {
      Instant at = autoscaler.nextSync();
      double t = java.time.Duration.between(CREATED, at).toMillis() / 1000.0;
      carryOut(t, autoscaler.sync(new Observation(target(), List.of()), at));
    }
  }

  private void annotate(double t, Given event, Instant now) {
    annotations = new LinkedHashMap<>(annotations);
    for (String change : event.texts("annotations")) {
      if (change.endsWith("-") && !change.contains("=")) {
        annotations.remove(change.substring(0, change.length() - 1));
      } else {
        int equals = change.indexOf('=');
        annotations.put(change.substring(0, equals), change.substring(equals + 1));
      }
    }
    carryOut(t, autoscaler.annotate(annotations, new Observation(target(), List.of()), now));
  }

  private Target target() {
    return new Target(spec, exist, ready);
  }

  private Observation seen(Given event) {
    JsonNode values = event.get("values");
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      JsonNode value = values.path(names.get(i));
      if (value.isNumber()) {
        readings.add(
            new Reading.Value(
                value.doubleValue(), value.doubleValue() > metrics.get(i).activation()));
      } else {
        readings.add(new Reading.Failure(value.asText("no answer")));
      }
    }
    return new Observation(target(), readings);
  }

  private void carryOut(double t, Decision decision) {
    if (decision.changes()) {
      spec = decision.after();
      changes.add(new double[] {t, spec});
    }
  }
}
