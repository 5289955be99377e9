package io.groundswell.autoscaler.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.Formula;
import io.groundswell.autoscaler.Limit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Something that happened in a run. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TimelineEvent.DecisionMade.class, name = "decision"),
  @JsonSubTypes.Type(value = TimelineEvent.StageReached.class, name = "stage"),
  @JsonSubTypes.Type(value = TimelineEvent.Sampled.class, name = "sample"),
  @JsonSubTypes.Type(value = TimelineEvent.Noted.class, name = "note")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface TimelineEvent {

  /** When, in seconds since the run began, on the run's own clock. */
  double t();

  /**
   * KEDA or the HPA decided.
   *
   * @param object name of the ScaledObject or HPA
   * @param by who decided
   * @param before replicas wanted before
   * @param after replicas wanted afterwards
   * @param code why, for machines
   * @param reason why, in one sentence
   * @param inputs what was read
   * @param formulas what each metric proposes
   * @param limits what bound the outcome
   */
  record DecisionMade(
      double t,
      String object,
      Decision.By by,
      int before,
      int after,
      Decision.Code code,
      String reason,
      List<Decision.Input> inputs,
      List<Formula> formulas,
      List<Limit> limits)
      implements TimelineEvent {

    public DecisionMade {
      Objects.requireNonNull(object);
      inputs = List.copyOf(inputs);
      formulas = List.copyOf(formulas);
      limits = List.copyOf(limits);
    }

    /** The event of a decision. */
    public static DecisionMade of(double t, String object, Decision decision) {
      return new DecisionMade(
          t,
          object,
          decision.by(),
          decision.before(),
          decision.after(),
          decision.code(),
          decision.reason(),
          decision.inputs(),
          decision.formulas(),
          decision.limits());
    }

    /** Whether replicas changed. */
    @JsonIgnore
    public boolean changes() {
      return before != after;
    }
  }

  /**
   * A replica came to a stage of its life.
   *
   * @param instance the replica's name
   * @param stage which one
   * @param exitCode of its process, with {@link Stage#EXITED}; null where it isn't known
   */
  record StageReached(double t, String instance, Stage stage, Integer exitCode)
      implements TimelineEvent {

    public StageReached {
      Objects.requireNonNull(instance);
      Objects.requireNonNull(stage);
    }

    /** A stage without an exit code. */
    public StageReached(double t, String instance, Stage stage) {
      this(t, instance, stage, null);
    }
  }

  /**
   * How things stood at one moment; null is what isn't known. Under requests, those that wait for a
   * replica are the queue, and those that a replica has in hand aren't acknowledged yet.
   *
   * @param queueReady messages that wait in the queue
   * @param queueUnacked messages that somebody has taken and not acknowledged
   * @param wanted replicas wanted
   * @param exist replicas that exist
   * @param ready replicas that are ready
   * @param placed orders placed, or requests that came, so far
   * @param done orders done, or requests answered, so far
   * @param failed requests that got no good answer so far
   * @param p95 seconds that 95 % of the requests took which ended since the sample before
   */
  record Sampled(
      double t,
      Long queueReady,
      Long queueUnacked,
      int wanted,
      int exist,
      int ready,
      Long placed,
      Long done,
      Long failed,
      Double p95)
      implements TimelineEvent {

    /** A sample of orders. */
    public Sampled(
        double t,
        Long queueReady,
        Long queueUnacked,
        int wanted,
        int exist,
        int ready,
        Long placed,
        Long done) {
      this(t, queueReady, queueUnacked, wanted, exist, ready, placed, done, null, null);
    }
  }

  /**
   * Anything else worth knowing.
   *
   * @param text one sentence
   */
  record Noted(double t, String text) implements TimelineEvent {
    public Noted {
      Objects.requireNonNull(text);
    }
  }

  /** The stages of a replica's life, in order. */
  enum Stage {
    /** Its pod is made; a process on its own has none of the first three stages. */
    CREATED,
    /** Its pod has a node. */
    SCHEDULED,
    /** Its image is on the node. */
    PULLED,
    /** Its process is started. */
    SPAWNED,
    /** It says that it has started. */
    STARTED,
    /** It takes work. */
    READY,
    /** It takes no work for now. */
    UNREADY,
    /** It has received its first order. */
    RECEIVED,
    /** It has done its first order. */
    DONE,
    /** It was asked to stop. */
    STOPPING,
    /** Its process is gone. */
    EXITED;

    /** As the timeline spells it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
