package io.groundswell.autoscaler;

import static io.groundswell.autoscaler.Fixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.autoscaler.Job.State;
import io.groundswell.autoscaler.keda.Annotations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobAutoscalerTest {

  private static final String MANIFEST =
      """
      apiVersion: keda.sh/v1alpha1
      kind: ScaledJob
      metadata: {name: orders}
      spec:
        jobTargetRef: {template: {}}
        pollingInterval: 5
        maxReplicaCount: 20
        successfulJobsHistoryLimit: 1
        rollout: {strategy: gradual}
        scalingStrategy: {strategy: accurate, pendingPodConditions: [Ready]}
        triggers:
          - type: rabbitmq
            metadata: {queueName: orders}
      """;

  private static ScaledJob job(String... changes) {
    String yaml = MANIFEST;
    for (int i = 0; i < changes.length; i += 2) {
      yaml = yaml.replace(changes[i], changes[i + 1]);
    }
    return Manifests.read(yaml, "job.yml").scaledJobs().getFirst();
  }

  private static JobAutoscaler autoscaler(ScaledJob job) {
    return new JobAutoscaler(job, List.of(new TriggerMetric(0, "s0-rabbitmq-orders", 10)), at(0));
  }

  private static List<Job> running(int ready, int pending) {
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < ready + pending; i++) {
      Set<String> conditions = i < ready ? Set.of("Ready") : Set.of();
      jobs.add(
          new Job(
              "job-" + i,
              State.RUNNING,
              null,
              List.of(new Job.JobPod(Pod.Phase.RUNNING, conditions))));
    }
    return jobs;
  }

  @Test
  void reads_its_manifest() {
    assertThat(job().rollout()).isEqualTo(ScaledJob.Rollout.GRADUAL);
  }

  @Test
  void creates_as_many_jobs_as_the_queue_makes_less_those_that_wait() {
    // When
    JobDecision decision = autoscaler(job()).poll(running(2, 1), List.of(Reading.of(42)), at(0));

    // Then
    assertThat(decision.reason())
        .isEqualTo("KEDA creates 4 Jobs: the queue of 42 makes 5, and 3 run (1 pending)");
  }

  @Test
  void creates_none_where_nothing_is_queued() {
    assertThat(autoscaler(job()).poll(List.of(), List.of(Reading.of(0)), at(0)).create()).isZero();
  }

  @Test
  void keeps_the_least_running_whatever_is_queued() {
    // When
    JobDecision decision =
        autoscaler(job("maxReplicaCount: 20", "maxReplicaCount: 20\n  minReplicaCount: 3"))
            .poll(running(1, 0), List.of(Reading.of(0)), at(0));

    // Then
    assertThat(decision.reason()).isEqualTo("KEDA creates 2 Jobs: 1 run, fewer than the least, 3");
  }

  @Test
  void creates_none_where_its_trigger_fails() {
    // When
    JobDecision decision =
        autoscaler(job()).poll(List.of(), List.of(new Reading.Failure("timed out")), at(0));

    // Then
    assertThat(decision.limits())
        .containsExactly(new Limit.Failure("s0-rabbitmq-orders", "timed out"));
  }

  @Test
  void creates_none_while_it_is_paused() {
    // Given
    ScaledJob paused =
        job("{name: orders}", "{name: orders, annotations: {" + Annotations.PAUSED + ": 'true'}}");

    // When
    JobDecision decision = autoscaler(paused).poll(List.of(), List.of(Reading.of(99)), at(0));

    // Then
    assertThat(decision.reason())
        .isEqualTo("KEDA creates no Jobs: annotation autoscaling.keda.sh/paused is true");
  }

  @Test
  void deletes_finished_jobs_that_ended_first() {
    // Given
    List<Job> jobs =
        List.of(
            new Job("b", State.COMPLETE, at(20), List.of()),
            new Job("a", State.COMPLETE, at(10), List.of()),
            new Job("c", State.COMPLETE, at(30), List.of()),
            new Job("failed", State.FAILED, null, List.of()));

    // When
    JobDecision decision = autoscaler(job()).poll(jobs, List.of(Reading.of(0)), at(40));

    // Then
    assertThat(decision.delete()).containsExactly("a", "b");
  }

  @Test
  void is_polled_again_one_interval_later() {
    // Given
    JobAutoscaler autoscaler = autoscaler(job());

    // When
    autoscaler.poll(List.of(), List.of(Reading.of(0)), at(7));

    // Then
    assertThat(autoscaler.nextPoll()).isEqualTo(at(12));
  }

  @Test
  void warns_of_unknown_fields() {
    assertThat(Manifests.read(MANIFEST.replace("maxReplicaCount", "maxJobs"), "job.yml").warnings())
        .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .startsWith("ScaledJob orders: spec: unknown field maxJobs is ignored");
  }

  @Test
  void metadata_is_a_map_of_strings() {
    assertThat(job().triggers().getFirst().metadata()).isEqualTo(Map.of("queueName", "orders"));
  }
}
