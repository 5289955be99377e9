package io.groundswell.autoscaler;

import static io.groundswell.autoscaler.Fixture.FAILS;
import static io.groundswell.autoscaler.Fixture.at;
import static io.groundswell.autoscaler.Fixture.autoscaler;
import static io.groundswell.autoscaler.Fixture.cached;
import static io.groundswell.autoscaler.Fixture.metrics;
import static io.groundswell.autoscaler.Fixture.scaledObject;
import static io.groundswell.autoscaler.Fixture.seen;
import static io.groundswell.autoscaler.Fixture.trigger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.autoscaler.Decision.Code;
import io.groundswell.autoscaler.keda.Annotations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KedaLoopTest {

  private static ScaledObject.Builder one() {
    return scaledObject().trigger(trigger(0));
  }

  private static ScaledObject.Builder two() {
    return one().trigger(trigger(1));
  }

  @Nested
  class Activation {

    @Test
    void one_active_trigger_of_two_is_enough() {
      assertThat(autoscaler(two().build()).poll(seen(0, 0, 3), at(0)).replicas()).hasValue(1);
    }

    @Test
    void goes_to_the_least_where_there_is_one() {
      // Given
      ScaledObject object = one().idleReplicaCount(0).minReplicaCount(4).build();

      // When
      Decision decision = autoscaler(object).poll(seen(0, 1), at(0));

      // Then
      assertThat(decision.replicas()).hasValue(4);
    }

    @Test
    void goes_to_idle_from_any_number_in_one_step() {
      // Given
      Autoscaler autoscaler = autoscaler(one().idleReplicaCount(0).minReplicaCount(4).build());
      autoscaler.poll(seen(9, 1), at(0));

      // When
      Decision decision = autoscaler.poll(seen(9, 0), at(40));

      // Then
      assertThat(decision.replicas()).hasValue(0);
    }

    @Test
    void lifts_what_is_below_the_least_at_once() {
      // When
      Decision decision = autoscaler(one().minReplicaCount(3).build()).poll(seen(1, 0), at(0));

      // Then
      assertThat(decision.reason()).isEqualTo("KEDA started 2 replicas: fewer than the least, 3");
    }

    @Test
    void is_forced_by_an_annotation() {
      // Given
      ScaledObject object = one().annotations(Map.of(Annotations.FORCE_ACTIVATION, "yes")).build();

      // When
      Decision decision = autoscaler(object).poll(seen(0, 0), at(0));

      // Then
      assertThat(decision.reason())
          .isEqualTo(
              "KEDA started 1 replica: annotation autoscaling.keda.sh/force-activation is yes");
    }

    @Test
    void of_a_trigger_with_several_metrics_the_last_one_counts() {
      // Given
      Autoscaler autoscaler =
          new Autoscaler(
              one().build(),
              List.of(new TriggerMetric(0, "s0-a", 10), new TriggerMetric(0, "s0-b", 10)),
              at(0),
              HpaSettings.defaults());

      // When
      Decision decision = autoscaler.poll(seen(0, 5, 0), at(0));

      // Then
      assertThat(decision.changes()).isFalse();
    }

    @Test
    void nothing_is_done_while_a_trigger_cannot_be_built() {
      // When
      Decision decision =
          autoscaler(two().build())
              .poll(
                  Observation.of(
                      Target.settled(0), Reading.of(9), new Reading.Unbuilt("no such secret")),
                  at(0));

      // Then
      assertThat(decision.reason()).isEqualTo("KEDA does nothing: trigger failed: no such secret");
    }
  }

  @Nested
  class Cooldown {

    @Test
    void counts_from_the_last_active_poll_in_whole_seconds() {
      // Given
      Autoscaler autoscaler = autoscaler(one().build());
      autoscaler.poll(seen(1, 1), at(10.9));

      // When
      Decision decision = autoscaler.poll(seen(1, 0), at(40.1));

      // Then
      assertThat(decision.replicas()).hasValue(0);
    }

    @Test
    void is_not_over_when_it_is_just_over() {
      // Given
      Autoscaler autoscaler = autoscaler(one().build());
      autoscaler.poll(seen(1, 1), at(10));

      // When
      Decision decision = autoscaler.poll(seen(1, 0), at(40));

      // Then
      assertThat(decision.code()).isEqualTo(Code.COOLDOWN);
    }

    @Test
    void a_poll_with_an_error_does_not_prolong_it() {
      // Given
      Autoscaler autoscaler = autoscaler(two().build());
      autoscaler.poll(seen(1, 1, 1), at(0));

      // When
      autoscaler.poll(seen(1, 1, FAILS), at(10));

      // Then
      assertThat(autoscaler.lastActive()).contains(at(0));
    }

    @Test
    void before_any_activity_the_initial_one_counts_from_the_creation() {
      // Given
      ScaledObject object = one().initialCooldownPeriod(Duration.ofSeconds(60)).build();

      // When
      Decision decision = autoscaler(object).poll(seen(3, 0), at(20));

      // Then
      assertThat(decision.reason())
          .isEqualTo(
              "KEDA holds 3 replicas: no trigger is active, but the initial cooldown of 60 s has"
                  + " 40 s left");
    }
  }

  @Nested
  class FallbackOfTriggers {

    private final ScaledObject object =
        one().fallback(new Fallback(2, 6, Fallback.Behavior.STATIC)).build();

    @Test
    void polls_and_the_hpas_queries_count_alike() {
      // Given
      Autoscaler autoscaler = autoscaler(object);
      autoscaler.poll(seen(3, FAILS), at(0));
      autoscaler.sync(seen(3, FAILS), at(5));

      // When
      Decision decision = autoscaler.sync(seen(3, FAILS), at(20));

      // Then
      assertThat(decision.replicas()).hasValue(6);
    }

    @Test
    void wakes_what_sleeps() {
      // Given
      Autoscaler autoscaler = autoscaler(object);
      autoscaler.poll(seen(0, FAILS), at(0));
      autoscaler.poll(seen(0, FAILS), at(10));

      // When
      Decision decision = autoscaler.poll(seen(0, FAILS), at(20));

      // Then
      assertThat(decision.reason())
          .isEqualTo(
              "KEDA started 1 replica: trigger s0-a failed 3 times in a row (threshold 2), so its"
                  + " fallback of 6 replicas holds");
    }

    @Test
    void one_answer_makes_all_failures_forgotten() {
      // Given
      Autoscaler autoscaler = autoscaler(object);
      autoscaler.poll(seen(0, FAILS), at(0));
      autoscaler.poll(seen(0, FAILS), at(10));
      autoscaler.poll(seen(0, 0), at(20));

      // When
      Decision decision = autoscaler.poll(seen(0, FAILS), at(30));

      // Then
      assertThat(decision.code()).isEqualTo(Code.WAITING_FOR_FALLBACK);
    }

    @Test
    void one_to_zero_lets_the_cooldown_run() {
      // Given
      ScaledObject zero = one().fallback(new Fallback(9, 0, Fallback.Behavior.STATIC)).build();

      // When
      Decision decision = autoscaler(zero).poll(seen(2, FAILS), at(0.5));

      // Then
      assertThat(decision.replicas()).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({
      "STATIC, 8, 6",
      "CURRENT_REPLICAS, 8, 8",
      "CURRENT_REPLICAS_IF_HIGHER, 8, 8",
      "CURRENT_REPLICAS_IF_HIGHER, 4, 6",
      "CURRENT_REPLICAS_IF_LOWER, 4, 4"
    })
    void goes_where_its_behaviour_says(Fallback.Behavior behavior, int current, int replicas) {
      // Given
      Autoscaler autoscaler = autoscaler(one().fallback(new Fallback(0, 6, behavior)).build());

      // When
      Decision decision = autoscaler.sync(seen(current, FAILS), at(15));

      // Then
      assertThat(decision.formulas().getFirst().usage()).isEqualTo(replicas * 10.0);
    }
  }

  @Nested
  class Pauses {

    private Autoscaler running() {
      Autoscaler autoscaler = autoscaler(one().build());
      autoscaler.sync(seen(8, 80), at(15));
      return autoscaler;
    }

    @Test
    void stop_polls_and_syncs() {
      // Given
      Autoscaler autoscaler = running();

      // When
      autoscaler.annotate(Map.of(Annotations.PAUSED, "true"), seen(8), at(20));

      // Then
      assertThat(List.of(autoscaler.nextPoll(), autoscaler.nextSync()))
          .containsExactly(Instant.MAX, Instant.MAX);
    }

    @Test
    void do_nothing_where_they_are_false() {
      // Given
      Autoscaler autoscaler = running();

      // When
      autoscaler.annotate(Map.of(Annotations.PAUSED, "false"), seen(8), at(20));

      // Then
      assertThat(autoscaler.paused()).isFalse();
    }

    @Test
    void set_the_replicas_that_they_name() {
      // When
      Decision decision =
          running().annotate(Map.of(Annotations.PAUSED_REPLICAS, "3"), seen(8), at(20));

      // Then
      assertThat(decision.reason())
          .isEqualTo(
              "KEDA set 3 replicas (from 8): annotation autoscaling.keda.sh/paused-replicas is 3");
    }

    @Test
    void at_the_creation_set_the_replicas_at_the_first_poll() {
      // Given
      ScaledObject object = one().annotations(Map.of(Annotations.PAUSED_REPLICAS, "2")).build();

      // When
      Decision decision = autoscaler(object).poll(seen(0, 50), at(0));

      // Then
      assertThat(decision.replicas()).hasValue(2);
    }

    @Test
    void end_with_a_poll_at_once_and_a_sync_one_period_later() {
      // Given
      Autoscaler autoscaler = running();
      autoscaler.annotate(Map.of(Annotations.PAUSED, "true"), seen(8), at(20));

      // When
      autoscaler.annotate(Map.of(), seen(8), at(100));

      // Then
      assertThat(List.of(autoscaler.nextPoll(), autoscaler.nextSync()))
          .containsExactly(at(100), at(115));
    }

    @Test
    void make_the_hpa_forget() {
      // Given
      Autoscaler autoscaler = running();
      autoscaler.annotate(Map.of(Annotations.PAUSED_REPLICAS, "2"), seen(8), at(20));
      autoscaler.annotate(Map.of(), seen(2), at(30));

      // When
      Decision decision = autoscaler.sync(seen(2, 10), at(45));

      // Then
      assertThat(decision.limits())
          .containsExactly(new Limit.Stabilisation(Limit.Direction.DOWN, 1, 2, 0, 300));
    }

    @Test
    void of_scaling_in_hold_both_the_hpa_and_keda() {
      // Given
      Autoscaler autoscaler =
          autoscaler(one().annotations(Map.of(Annotations.PAUSED_SCALE_IN, "true")).build());

      // When
      Decision byHpa = autoscaler.sync(seen(5, 0), at(400));
      Decision byKeda = autoscaler.poll(seen(5, 0), at(400));

      // Then
      assertThat(List.of(byHpa.after(), byKeda.after())).containsExactly(5, 5);
    }

    @Test
    void of_scaling_out_hold_both_the_hpa_and_keda() {
      // Given
      Autoscaler autoscaler =
          autoscaler(one().annotations(Map.of(Annotations.PAUSED_SCALE_OUT, "true")).build());

      // When
      Decision byHpa = autoscaler.sync(seen(1, 90), at(15));
      Decision byKeda = autoscaler.poll(seen(0, 90), at(20));

      // Then
      assertThat(List.of(byHpa.after(), byKeda.after())).containsExactly(1, 0);
    }

    @Test
    void refuse_replicas_that_are_no_number() {
      // Given
      Autoscaler autoscaler = running();

      // When
      assertThatThrownBy(
              () ->
                  autoscaler.annotate(Map.of(Annotations.PAUSED_REPLICAS, "few"), seen(8), at(20)))
          // Then
          .isInstanceOf(ManifestException.class)
          .hasMessage(
              "annotation autoscaling.keda.sh/paused-replicas is 'few', must be a whole number");
    }
  }

  @Nested
  class Formulas {

    private ScaledObject with(String formula, Fallback fallback) {
      ScaledObject.Builder builder =
          two()
              .scalingModifiers(
                  new ScalingModifiers(formula, "5", "8", Trigger.MetricType.AVERAGE_VALUE));
      return (fallback == null ? builder : builder.fallback(fallback)).build();
    }

    @Test
    void make_one_metric_of_several() {
      // When
      Decision decision = autoscaler(with("a + b * 2", null)).sync(seen(1, 3, 6), at(15));

      // Then
      assertThat(decision.formulas().getFirst().text()).isEqualTo("ceil(15 / 5) = 3");
    }

    @Test
    void are_active_above_their_own_activation_target() {
      assertThat(autoscaler(with("a + b", null)).poll(seen(0, 4, 4), at(0)).changes()).isFalse();
    }

    @Test
    void say_what_made_them_active() {
      // When
      Decision decision = autoscaler(with("a + b", null)).poll(seen(0, 4, 4.5), at(0));

      // Then
      assertThat(decision.reason())
          .isEqualTo(
              "KEDA started 1 replica: trigger composite-metric has 8.5, above its activation"
                  + " value of 8");
    }

    @Test
    void are_an_error_where_a_trigger_fails() {
      // When
      Decision decision = autoscaler(with("a + b", null)).sync(seen(2, 4, FAILS), at(15));

      // Then
      assertThat(decision.code()).isEqualTo(Code.FAILED_GET_EXTERNAL_METRIC);
    }

    @Test
    void are_passed_over_where_a_fallback_stands() {
      // Given
      Autoscaler autoscaler =
          autoscaler(with("a + b", new Fallback(0, 4, Fallback.Behavior.STATIC)));

      // When
      Decision decision = autoscaler.sync(seen(2, 50, FAILS), at(15));

      // Then
      assertThat(decision.replicas()).hasValue(4);
    }

    @Test
    void see_nil_for_a_trigger_that_failed_too_often() {
      // Given
      Autoscaler autoscaler =
          autoscaler(
              with("(b ?? 10) + a", new Fallback(0, 4, Fallback.Behavior.SCALING_MODIFIERS)));

      // When
      Decision decision = autoscaler.sync(seen(4, 5, FAILS), at(15));

      // Then
      assertThat(decision.formulas().getFirst().usage()).isEqualTo(15);
    }

    @Test
    void that_name_no_trigger_are_refused() {
      // When
      assertThatThrownBy(() -> autoscaler(with("a + c", null)))
          // Then
          .isInstanceOf(ManifestException.class)
          .hasMessage(
              "advanced.scalingModifiers.formula names 'c', which is no trigger; triggers are a, b");
    }
  }

  @Nested
  class CachedMetrics {

    private final ScaledObject object = scaledObject().trigger(cached(trigger(0))).build();

    @Test
    void answer_the_hpa_from_the_last_poll() {
      // Given
      Autoscaler autoscaler = autoscaler(object);
      autoscaler.poll(seen(2, 40), at(0));

      // When
      Decision decision = autoscaler.sync(seen(2, 90), at(15));

      // Then
      assertThat(decision.replicas()).hasValue(4);
    }

    @Test
    void are_read_live_before_the_first_poll() {
      assertThat(autoscaler(object).sync(seen(2, 30), at(15)).replicas()).hasValue(3);
    }

    @Test
    void are_forgotten_when_the_spec_changes() {
      // Given
      Autoscaler autoscaler = autoscaler(object);
      autoscaler.poll(seen(2, 40), at(0));
      ScaledObject changed = object.toBuilder().maxReplicaCount(9).build();
      autoscaler.update(changed, metrics(changed), seen(2), at(5));

      // When
      Decision decision = autoscaler.sync(seen(2, 30), at(15));

      // Then
      assertThat(decision.replicas()).hasValue(3);
    }
  }

  @Nested
  class WhereTheHpaDoesItAll {

    private final Autoscaler autoscaler = autoscaler(one().minReplicaCount(1).build());

    @Test
    void polls_ask_until_the_hpa_has_asked() {
      assertThat(autoscaler.pollReads()).isTrue();
    }

    @Test
    void polls_ask_no_more_once_the_hpa_has_asked() {
      // When
      autoscaler.sync(seen(1, 5), at(15));

      // Then
      assertThat(autoscaler.pollReads()).isFalse();
    }

    @Test
    void polls_take_what_the_hpa_was_told() {
      // Given
      autoscaler.sync(seen(1, 5), at(15));

      // When
      Decision decision = autoscaler.poll(seen(1), at(20));

      // Then
      assertThat(decision.reason())
          .isEqualTo(
              "KEDA leaves 1 replica to the HPA: trigger s0-a has 5, above its activation value of"
                  + " 0");
    }

    @Test
    void polls_ask_again_once_the_hpa_has_failed() {
      // Given
      autoscaler.sync(seen(1, 5), at(15));

      // When
      autoscaler.sync(seen(1, FAILS), at(30));

      // Then
      assertThat(autoscaler.pollReads()).isTrue();
    }
  }

  @Nested
  class TheEnd {

    @Test
    void brings_back_the_replicas_from_before_where_it_is_told_to() {
      // Given
      Autoscaler autoscaler = autoscaler(one().restoreToOriginalReplicaCount(true).build());
      autoscaler.poll(seen(3, 5), at(0));

      // When
      Decision decision = autoscaler.delete(seen(7), at(60));

      // Then
      assertThat(decision.replicas()).hasValue(3);
    }

    @Test
    void leaves_the_replicas_otherwise() {
      // When
      Decision decision = autoscaler(one().build()).delete(seen(7), at(60));

      // Then
      assertThat(decision.replicas()).isEqualTo(OptionalInt.empty());
    }
  }

  @Test
  void a_changed_spec_is_polled_at_once() {
    // Given
    Autoscaler autoscaler = autoscaler(one().build());
    autoscaler.poll(seen(0, 0), at(0));
    ScaledObject changed = one().maxReplicaCount(4).build();

    // When
    autoscaler.update(changed, metrics(changed), seen(0), at(3));

    // Then
    assertThat(autoscaler.nextPoll()).isEqualTo(at(3));
  }

  @Test
  void changed_annotations_wait_for_the_next_poll() {
    // Given
    Autoscaler autoscaler = autoscaler(one().build());
    autoscaler.poll(seen(0, 0), at(0));

    // When
    autoscaler.annotate(Map.of(Annotations.FORCE_ACTIVATION, "true"), seen(0), at(3));

    // Then
    assertThat(autoscaler.nextPoll()).isEqualTo(at(10));
  }

  @Test
  void readings_must_match_the_metrics() {
    // When
    assertThatThrownBy(() -> autoscaler(two().build()).poll(seen(0, 1), at(0)))
        // Then
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are 1 readings for 2 metrics");
  }

  @Test
  void a_trigger_of_metric_type_value_shares_out_over_ready_pods() {
    // Given
    Trigger value =
        new Trigger(
            0,
            "metrics-api",
            "a",
            Map.of(),
            Optional.empty(),
            Optional.of(Trigger.MetricType.VALUE),
            false);
    Autoscaler autoscaler = autoscaler(scaledObject().trigger(value).build());

    // When
    Decision decision =
        autoscaler.sync(new Observation(new Target(4, 4, 3), List.of(Reading.of(20))), at(15));

    // Then
    assertThat(decision.formulas().getFirst().text()).isEqualTo("ceil(20 / 10 x 3 ready) = 6");
  }
}
