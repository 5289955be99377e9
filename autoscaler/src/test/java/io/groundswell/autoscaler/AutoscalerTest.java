package io.groundswell.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AutoscalerTest {

  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  private final ScaledObject orders =
      ScaledObject.builder("orders")
          .pollingInterval(Duration.ofSeconds(15))
          .cooldownPeriod(Duration.ofSeconds(60))
          .maxReplicaCount(10)
          .trigger("rabbitmq", Map.of("queueName", "orders"))
          .build();

  private final Autoscaler autoscaler =
      new Autoscaler(
          orders,
          List.of(new TriggerMetric(0, "s0-rabbitmq-orders", 10)),
          CREATED,
          HpaSettings.defaults());

  private static Instant at(long seconds) {
    return CREATED.plusSeconds(seconds);
  }

  private static Observation seen(int replicas, double queue) {
    return Observation.of(Target.settled(replicas), Reading.of(queue));
  }

  @Test
  void polls_at_once_and_syncs_one_period_later() {
    assertThat(List.of(autoscaler.nextPoll(), autoscaler.nextSync()))
        .containsExactly(CREATED, at(15));
  }

  @Test
  void starts_one_replica_where_a_trigger_is_active() {
    // When
    Decision decision = autoscaler.poll(seen(0, 42), at(0));

    // Then
    assertThat(decision.replicas()).hasValue(1);
  }

  @Test
  void says_in_a_sentence_what_started_it() {
    // When
    Decision decision = autoscaler.poll(seen(0, 42), at(0));

    // Then
    assertThat(decision.reason())
        .isEqualTo(
            "KEDA started 1 replica: trigger s0-rabbitmq-orders has 42, above its activation"
                + " value of 0");
  }

  @Test
  void leaves_an_idle_target_alone() {
    // When
    Decision decision = autoscaler.poll(seen(0, 0), at(0));

    // Then
    assertThat(decision.changes()).isFalse();
  }

  @Test
  void takes_four_replicas_at_the_first_sync_of_a_burst() {
    // When
    Decision decision = autoscaler.sync(seen(1, 95), at(15));

    // Then
    assertThat(decision.reason())
        .isEqualTo(
            "HPA raises replicas from 1 to 4: s0-rabbitmq-orders asks for 10, but one sync goes no"
                + " higher than 4");
  }

  @Test
  void holds_replicas_that_were_recommended_lately() {
    // Given
    autoscaler.sync(seen(5, 50), at(15));

    // When
    Decision decision = autoscaler.sync(seen(5, 10), at(55));

    // Then
    assertThat(decision.reason())
        .isEqualTo(
            "HPA holds 5 replicas: s0-rabbitmq-orders asks for 1, but a recommendation of 5 from"
                + " 40 s ago holds for another 260 s");
  }

  @Test
  void keeps_the_last_replicas_while_it_cools_down() {
    // Given
    autoscaler.poll(seen(3, 1), at(0));

    // When
    Decision decision = autoscaler.poll(seen(3, 0), at(15));

    // Then
    assertThat(decision.limits()).containsExactly(new Limit.Cooldown(false, 60, 45));
  }

  @Test
  void stops_all_replicas_after_the_cooldown() {
    // Given
    autoscaler.poll(seen(3, 1), at(0));

    // When
    Decision decision = autoscaler.poll(seen(3, 0), at(75));

    // Then
    assertThat(decision.replicas()).hasValue(0);
  }

  @Test
  void holds_where_a_trigger_fails_and_there_is_no_fallback() {
    // When
    Decision decision =
        autoscaler.poll(
            Observation.of(Target.settled(2), new Reading.Failure("connection refused")), at(0));

    // Then
    assertThat(decision.reason())
        .isEqualTo(
            "KEDA holds 2 replicas: s0-rabbitmq-orders failed: connection refused, and there is no"
                + " fallback");
  }
}
