package io.groundswell.lab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.autoscaler.Pod;
import io.groundswell.autoscaler.timeline.TimelineEvent.Stage;
import io.groundswell.lab.app.Probes;
import io.groundswell.lab.app.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With real processes: shells that wait for a signal. */
class ReplicaSetTest {

  private static final String WAITS = "trap 'exit 0' TERM; while :; do sleep 0.02; done";
  private static final String IGNORES_TERM = "trap '' TERM; while :; do sleep 0.02; done";

  private final List<Process> processes = new CopyOnWriteArrayList<>();
  private final List<String> stages = new CopyOnWriteArrayList<>();
  private final List<String> remarks = new CopyOnWriteArrayList<>();
  private ReplicaSet replicas;

  @AfterEach
  void stopAll() {
    replicas.close();
  }

  @Test
  void startsAsManyProcessesAsWanted() {
    // Given
    replicas = replicasOf(WAITS, Duration.ofSeconds(5));

    // When
    replicas.scale(3);

    // Then
    await().untilAsserted(() -> assertThat(replicas.counts()).isEqualTo(counts(3, 3, 3)));
    assertThat(processes).hasSize(3).allMatch(Process::isAlive);
  }

  @Test
  void stopsThoseThatBecameReadyLast() {
    // Given
    replicas = replicasOf(WAITS, Duration.ofSeconds(5));
    replicas.scale(1);
    await().until(() -> replicas.counts().ready() == 1);
    Replica oldest = replicas.ready().getFirst();
    replicas.scale(3);
    await().until(() -> replicas.counts().ready() == 3);

    // When
    replicas.scale(1);

    // Then
    await().until(() -> processes.stream().filter(Process::isAlive).count() == 1);
    assertThat(replicas.ready()).containsExactly(oldest);
  }

  @Test
  void startsAKilledProcessAgainAsTheSameReplica() {
    // Given
    replicas = replicasOf(WAITS, Duration.ofSeconds(5));
    replicas.scale(1);
    await().until(() -> replicas.counts().ready() == 1);
    Replica victim = replicas.ready().getFirst();

    // When
    victim.kill();

    // Then
    await().until(() -> processes.size() == 2 && victim.isReady());
    assertThat(victim.restarts()).isEqualTo(1);
    assertThat(stages).contains("exited 137");
  }

  @Test
  void aDeletedReplicaDrainsWhileAnotherTakesItsPlace() {
    // Given
    replicas = replicasOf(WAITS, Duration.ofSeconds(5));
    replicas.scale(1);
    await().until(() -> replicas.counts().ready() == 1);
    Replica victim = replicas.ready().getFirst();

    // When
    replicas.delete(victim);

    // Then
    await().until(() -> replicas.ready().stream().anyMatch(replica -> replica != victim));
    await().until(() -> stages.contains("exited 0"));
  }

  @Test
  void killsWhatOutlivesItsGracePeriod() {
    // Given
    replicas = replicasOf(IGNORES_TERM, Duration.ofMillis(100));
    replicas.scale(1);
    await().until(() -> replicas.counts().ready() == 1);

    // When
    replicas.scale(0);

    // Then
    await().until(() -> stages.contains("exited 137"));
    assertThat(remarks).containsExactly("outlived its grace period of 0 s and is killed");
  }

  @Test
  void leavesNoProcessBehindWhenClosed() {
    // Given
    replicas = replicasOf(WAITS, Duration.ofSeconds(5));
    replicas.scale(4);
    await().until(() -> replicas.counts().ready() == 4);

    // When
    replicas.close();

    // Then
    assertThat(processes).hasSize(4).noneMatch(Process::isAlive);
  }

  private ReplicaSet replicasOf(String script, Duration gracePeriod) {
    Workload workload =
        new Workload(
            "app",
            "default",
            List.of(),
            8080,
            Probes.NONE,
            gracePeriod,
            OptionalLong.empty(),
            new Pod.Container("app", Map.of()),
            "/metrics");
    Launcher launcher =
        (name, port) -> {
          Process process = new ProcessBuilder("sh", "-c", script).start();
          processes.add(process);
          return process;
        };
    ReplicaListener listener =
        new ReplicaListener() {
          @Override
          public void reached(Replica replica, Stage stage, Integer exitCode) {
            stages.add(stage + (exitCode == null ? "" : " " + exitCode));
          }

          @Override
          public void remarked(Replica replica, String text) {
            remarks.add(text);
          }
        };
    return new ReplicaSet(workload, launcher, listener, new Random(1));
  }

  private static ReplicaSet.Counts counts(int wanted, int existing, int ready) {
    return new ReplicaSet.Counts(wanted, existing, ready);
  }
}
