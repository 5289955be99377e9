package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.Limit;
import io.groundswell.lab.output.Numbers;

/** A limit in few words, by the name that KEDA or Kubernetes has for it. */
final class LimitText {

  private LimitText() {}

  static String of(Limit limit) {
    return switch (limit) {
      case Limit.Tolerance t ->
          "tolerance: usage is "
              + Numbers.plain(t.ratio())
              + " of the target, "
              + Numbers.plain(1 - t.down())
              + " to "
              + Numbers.plain(1 + t.up())
              + " changes nothing";
      case Limit.Stabilisation s ->
          "stabilisation window: "
              + s.recommendation()
              + " from "
              + seconds(s.age())
              + " ago counts for another "
              + seconds(s.left());
      case Limit.Policy p -> "scaling policy: " + p.replicas() + " at most now, " + p.policies();
      case Limit.Step s -> "scale-up limit: one sync goes no higher than " + s.replicas();
      case Limit.Min m -> "min: " + m.replicas();
      case Limit.Max m -> "max: " + m.replicas();
      case Limit.Cooldown c ->
          (c.initial() ? "initial cooldown of " : "cooldown of ")
              + seconds(c.period())
              + ": "
              + seconds(c.left())
              + " left";
      case Limit.Pause p -> "paused: " + p.annotation() + "=" + p.value();
      case Limit.Fallback f ->
          "fallback to "
              + Numbers.plain(f.replicas())
              + ": "
              + f.metric()
              + " failed "
              + f.failures()
              + " times, "
              + f.threshold()
              + " are borne";
      case Limit.Failure f -> "failure: " + f.metric() + ": " + f.message();
    };
  }

  private static String seconds(double seconds) {
    return Numbers.plain(seconds) + " s";
  }
}
