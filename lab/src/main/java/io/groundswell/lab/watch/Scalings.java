package io.groundswell.lab.watch;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.groundswell.autoscaler.Decision.By;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds who changed the Deployment's replicas, and why. KEDA and the HPA each tell of it in an
 * event of their own, which comes a moment after the change; where it doesn't come, the manager of
 * the field tells who it was, and what only KEDA does (from and to zero) is KEDA's. Not
 * thread-safe.
 */
final class Scalings {

  /** How long a change waits for the event that explains it, and for the HPA's status. */
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  /** An event and its change are no further apart than this. */
  private static final Duration NEAR = Duration.ofSeconds(8);

  private static final Pattern BY_HPA = Pattern.compile("New size: (\\d+); reason: (.*)");
  private static final Pattern BY_KEDA =
      Pattern.compile("(?:Scaled|Deactivated) .* from \\d+ to (\\d+)(?:, (triggered by .*))?");
  private static final Pattern SELECTOR = Pattern.compile("\\(&LabelSelector\\{.*?},?\\)");

  private final Deque<Change> open = new ArrayDeque<>();
  private final List<Told> told = new ArrayList<>();
  private Integer replicas;

  private record Change(Instant at, int before, int after, Optional<By> manager) {}

  private record Told(Instant at, By by, int after, Optional<String> why) {}

  /** A version of the Deployment. */
  void deployment(Deployment deployment, Instant seen) {
    Integer now = deployment.getSpec().getReplicas();
    if (now == null) {
      return;
    }
    if (replicas != null && !replicas.equals(now)) {
      open.add(new Change(seen, replicas, now, manager(deployment)));
    }
    replicas = now;
  }

  /** An event of the namespace. */
  void event(Event event, Instant seen) {
    String message = event.getMessage() == null ? "" : event.getMessage();
    Instant at = Times.of(event, seen);
    if ("SuccessfulRescale".equals(event.getReason())) {
      Matcher matcher = BY_HPA.matcher(message);
      if (matcher.matches()) {
        String why = SELECTOR.matcher(matcher.group(2)).replaceAll("");
        told.add(
            new Told(
                at,
                By.HPA,
                Integer.parseInt(matcher.group(1)),
                Optional.of(why).filter(text -> !text.isBlank())));
      }
    } else if ("ScaledObject".equals(event.getInvolvedObject().getKind())) {
      Matcher matcher = BY_KEDA.matcher(message);
      if (matcher.matches()) {
        Optional<String> why =
            message.startsWith("Deactivated")
                ? Optional.of("no trigger is active and the cooldown is over")
                : Optional.ofNullable(matcher.group(2));
        told.add(new Told(at, By.KEDA, Integer.parseInt(matcher.group(1)), why));
      }
    }
  }

  /** The changes of which no more is to be heard. */
  List<Scaling> settled(Instant now) {
    List<Scaling> settled = new ArrayList<>();
    while (!open.isEmpty() && open.getFirst().at.plus(PATIENCE).isBefore(now)) {
      settled.add(explained(open.removeFirst()));
    }
    told.removeIf(t -> t.at.plus(NEAR).isBefore(now));
    return settled;
  }

  private Scaling explained(Change change) {
    Optional<Told> event =
        told.stream()
            .filter(t -> t.after == change.after && distance(t, change).compareTo(NEAR) < 0)
            .min(Comparator.comparing(t -> distance(t, change)));
    event.ifPresent(told::remove);
    Optional<By> by = event.map(Told::by).or(change::manager).or(() -> byRange(change));
    return new Scaling(change.at, change.before, change.after, by, event.flatMap(Told::why));
  }

  private static Duration distance(Told told, Change change) {
    return Duration.between(told.at, change.at).abs();
  }

  private static Optional<By> byRange(Change change) {
    return change.before == 0 || change.after == 0 ? Optional.of(By.KEDA) : Optional.empty();
  }

  /** Whoever last wrote the subresource scale. */
  private static Optional<By> manager(Deployment deployment) {
    List<ManagedFieldsEntry> all = deployment.getMetadata().getManagedFields();
    return (all == null ? List.<ManagedFieldsEntry>of() : all)
        .stream()
            .filter(f -> "scale".equals(f.getSubresource()) && f.getTime() != null)
            .max(Comparator.comparing(ManagedFieldsEntry::getTime))
            .map(ManagedFieldsEntry::getManager)
            .flatMap(
                name -> {
                  if (name.startsWith("keda")) {
                    return Optional.of(By.KEDA);
                  }
                  return name.equals("kube-controller-manager")
                      ? Optional.of(By.HPA)
                      : Optional.empty();
                });
  }
}
