package io.groundswell.autoscaler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts a {@link Decision} into one sentence, from its data alone. */
final class Sentence {

  private Sentence() {}

  static String of(Decision decision) {
    return decision.by() == Decision.By.KEDA ? keda(decision) : hpa(decision);
  }

  private static String keda(Decision d) {
    String held = Words.replicas(d.before());
    String changed = Words.replicas(Math.abs(d.after() - d.before()));
    return switch (d.code()) {
      case ACTIVATED -> "KEDA started %s: %s".formatted(changed, cause(d));
      case ACTIVE -> "KEDA leaves %s to the HPA: %s".formatted(held, cause(d));
      case PARTIAL_TRIGGER_ERROR ->
          "KEDA leaves %s to the HPA: %s, but %s".formatted(held, cause(d), failure(d));
      case TRIGGER_ERROR ->
          "KEDA holds %s: %s, and there is no fallback".formatted(held, failure(d));
      case WAITING_FOR_FALLBACK ->
          "KEDA holds %s: %s, and the fallback isn't due yet".formatted(held, failure(d));
      case DEACTIVATED ->
          "KEDA stopped %s: no trigger is active and the cooldown is over".formatted(changed);
      case COOLDOWN -> "KEDA holds %s: no trigger is active, but %s".formatted(held, cooldown(d));
      case RAISED_TO_MIN ->
          "KEDA started %s: fewer than the least, %s".formatted(changed, d.after());
      case NOT_ACTIVE -> "KEDA does nothing: no trigger is active" + alsoFailed(d);
      case PAUSED -> paused(d);
      case UNPAUSED -> "KEDA goes on: nothing pauses it any more";
      case UPDATED -> "KEDA took over the changed ScaledObject";
      case DELETED ->
          d.changes()
              ? "KEDA set %s as before the ScaledObject, which is gone"
                  .formatted(Words.replicas(d.after()))
              : "KEDA leaves %s: the ScaledObject is gone".formatted(held);
      case CHECK_FAILED -> "KEDA does nothing: " + failure(d);
      default -> throw new IllegalStateException("not a code of KEDA: " + d.code());
    };
  }

  private static String paused(Decision d) {
    String what = limit(d, Limit.Pause.class).map(Sentence::pause).orElse("it is paused");
    return d.changes()
        ? "KEDA set %s (from %s): %s".formatted(Words.replicas(d.after()), d.before(), what)
        : "KEDA holds %s: %s".formatted(Words.replicas(d.before()), what);
  }

  private static String pause(Limit.Pause pause) {
    return "annotation %s is %s".formatted(pause.annotation(), pause.value());
  }

  /** What makes a ScaledObject active. */
  private static String cause(Decision d) {
    Optional<String> made =
        limit(d, Limit.Pause.class)
            .map(Sentence::pause)
            .or(() -> limit(d, Limit.Fallback.class).map(Sentence::fallback));
    if (made.isPresent()) {
      return made.get();
    }
    List<Decision.Input> active = d.inputs().stream().filter(Decision.Input::active).toList();
    if (active.isEmpty()) {
      return "all triggers are the HPA's own";
    }
    Decision.Input first = active.getFirst();
    String more = active.size() == 1 ? "" : " and %s more are active".formatted(active.size() - 1);
    String at =
        first.value() > first.activation()
            ? "above its activation value of " + Words.number(first.activation())
            : "and calls itself active";
    return "trigger %s has %s, %s%s"
        .formatted(first.metric(), Words.number(first.value()), at, more);
  }

  private static String fallback(Limit.Fallback f) {
    return "trigger %s failed %s times in a row (threshold %s), so its fallback of %s holds"
        .formatted(
            f.metric(),
            f.failures(),
            f.threshold(),
            f.replicas() == 1 ? "1 replica" : Words.number(f.replicas()) + " replicas");
  }

  private static String failure(Decision d) {
    List<Limit.Failure> failures = limits(d, Limit.Failure.class);
    if (failures.isEmpty()) {
      return "a trigger failed";
    }
    String more = failures.size() == 1 ? "" : " (and %s more)".formatted(failures.size() - 1);
    return failure(failures.getFirst()) + more;
  }

  private static String failure(Limit.Failure f) {
    return "%s failed: %s".formatted(f.metric(), f.message());
  }

  private static String alsoFailed(Decision d) {
    return limits(d, Limit.Failure.class).isEmpty() ? "" : ", and " + failure(d);
  }

  private static String cooldown(Decision d) {
    return limit(d, Limit.Cooldown.class).map(Sentence::cooldown).orElse("it cools down");
  }

  private static String cooldown(Limit.Cooldown c) {
    return "the %scooldown of %s has %s left"
        .formatted(
            c.initial() ? "initial " : "", Words.seconds(c.period()), Words.seconds(c.left()));
  }

  private static String hpa(Decision d) {
    return switch (d.code()) {
      case SCALING_DISABLED -> "HPA does nothing: there are no replicas, which is KEDA's business";
      case NO_HPA -> "HPA does nothing: KEDA is paused and has taken it away";
      case FAILED_GET_EXTERNAL_METRIC,
          FAILED_GET_OBJECT_METRIC,
          FAILED_GET_PODS_METRIC,
          FAILED_GET_RESOURCE_METRIC,
          FAILED_GET_CONTAINER_RESOURCE_METRIC,
          INVALID_METRIC_SOURCE_TYPE ->
          "HPA holds %s: %s".formatted(Words.replicas(d.before()), failure(d));
      default -> d.formulas().isEmpty() ? bounds(d) : computed(d);
    };
  }

  /** The replicas were out of bounds: no metric was looked at. */
  private static String bounds(Decision d) {
    boolean tooMany = limit(d, Limit.Max.class).isPresent();
    return "HPA sets %s: %s are %s than the %s"
        .formatted(
            Words.replicas(d.after()),
            d.before(),
            tooMany ? "more" : "fewer",
            tooMany ? "most" : "least");
  }

  private static String computed(Decision d) {
    if (d.changes()) {
      return "HPA %s replicas from %s to %s: %s"
          .formatted(
              d.after() > d.before() ? "raises" : "lowers", d.before(), d.after(), metrics(d));
    }
    return "HPA holds %s: %s".formatted(Words.replicas(d.before()), metrics(d));
  }

  /** What the metrics ask for, and what else bound. */
  private static String metrics(Decision d) {
    Formula highest =
        d.formulas().stream().max(Comparator.comparingInt(Formula::proposal)).orElseThrow();
    List<String> but = new ArrayList<>();
    for (Limit limit : d.limits()) {
      but(limit).ifPresent(but::add);
    }
    if (!but.isEmpty()) {
      return "%s asks for %s, but %s"
          .formatted(highest.metric(), highest.proposal(), String.join(", and ", but));
    }
    return highest.held()
        ? "%s is at %s of its target%s"
            .formatted(highest.metric(), Words.number(highest.ratio()), tolerance(d, highest))
        : "%s asks for %s (%s)".formatted(highest.metric(), highest.proposal(), highest.text());
  }

  private static String tolerance(Decision d, Formula held) {
    return limits(d, Limit.Tolerance.class).stream()
        .filter(t -> t.metric().equals(held.metric()))
        .map(t -> t.ratio() < 1 ? t.down() : t.up())
        .map(t -> ", within the tolerance of " + Words.number(t))
        .findFirst()
        .orElse(", and pods without a sample leave it in doubt");
  }

  private static Optional<String> but(Limit limit) {
    return switch (limit) {
      case Limit.Tolerance ignored -> Optional.empty();
      case Limit.Stabilisation s ->
          Optional.of(
              "a recommendation of %s from %s ago holds for another %s"
                  .formatted(s.recommendation(), Words.seconds(s.age()), Words.seconds(s.left())));
      case Limit.Policy p ->
          Optional.of(
              "its behaviour goes no %s than %s now (%s)"
                  .formatted(
                      p.direction() == Limit.Direction.UP ? "higher" : "lower",
                      p.replicas(),
                      p.policies()));
      case Limit.Step s -> Optional.of("one sync goes no higher than " + s.replicas());
      case Limit.Min m -> Optional.of("the least is " + m.replicas());
      case Limit.Max m -> Optional.of("the most is " + m.replicas());
      case Limit.Fallback f -> Optional.of(fallback(f));
      case Limit.Failure f -> Optional.of(failure(f));
      case Limit.Pause p -> Optional.of(pause(p));
      case Limit.Cooldown c -> Optional.of(cooldown(c));
    };
  }

  private static <L extends Limit> Optional<L> limit(Decision d, Class<L> type) {
    return limits(d, type).stream().findFirst();
  }

  private static <L extends Limit> List<L> limits(Decision d, Class<L> type) {
    return d.limits().stream().filter(type::isInstance).map(type::cast).toList();
  }
}
