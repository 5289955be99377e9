package io.groundswell.lab.process;

import io.groundswell.lab.app.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Keeps as many replicas as were asked for: starts what is missing, and stops what is too many.
 * Those that go first are the ones that aren't ready, then those ready for the shortest time, as in
 * a ReplicaSet of a cluster.
 */
public final class ReplicaSet implements AutoCloseable {

  /** Letters of pod names; without vowels, so that no words come out. */
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  private final Workload workload;
  private final Launcher launcher;
  private final ReplicaListener listener;
  private final RandomGenerator random;
  private final HttpProber prober = new HttpProber();
  private final List<Replica> replicas = new ArrayList<>();
  private int wanted;
  private int restartsOfTheGone;
  private boolean closed;

  public ReplicaSet(
      Workload workload, Launcher launcher, ReplicaListener listener, RandomGenerator random) {
    this.workload = workload;
    this.launcher = launcher;
    this.listener = listener;
    this.random = random;
  }

  /**
   * How many there are. Replicas that are stopping no longer count.
   *
   * @param wanted the Deployment's {@code spec.replicas}
   * @param existing started and not told to stop, whether ready or not
   * @param ready passed their readiness probe
   */
  public record Counts(int wanted, int existing, int ready) {}

  public synchronized Counts counts() {
    return new Counts(
        wanted, living().size(), (int) living().stream().filter(Replica::isReady).count());
  }

  /** Sets how many there are to be, and starts or stops at once. */
  public synchronized void scale(int replicas) {
    wanted = replicas;
    reconcile();
  }

  /** The replicas that are ready now. */
  public synchronized List<Replica> ready() {
    return living().stream().filter(Replica::isReady).toList();
  }

  /** All whose process isn't gone, also those that are stopping. */
  public synchronized List<Replica> all() {
    forgetTheGone();
    return List.copyOf(replicas);
  }

  /** Whether the process of a replica that was told to stop is still there. */
  public synchronized boolean isStopping() {
    forgetTheGone();
    return replicas.stream().anyMatch(Replica::isStopping);
  }

  /** How often a process was started again after a crash. */
  public synchronized int restarts() {
    return restartsOfTheGone + replicas.stream().mapToInt(Replica::restarts).sum();
  }

  /** Deletes a replica, as {@code kubectl delete pod} does: it drains, another takes its place. */
  public synchronized void delete(Replica replica) {
    replica.stop();
    reconcile();
  }

  private void reconcile() {
    if (closed) {
      return;
    }
    forgetTheGone();
    List<Replica> living = living();
    for (int missing = wanted - living.size(); missing > 0; missing--) {
      Replica replica =
          new Replica(
              workload.name() + "-" + suffix(),
              workload.probes(),
              workload.gracePeriod(),
              launcher,
              prober,
              listener);
      replicas.add(replica);
      replica.start();
    }
    living.stream()
        .sorted(
            Comparator.comparing(Replica::isReady)
                .thenComparing(Replica::readySince, Comparator.reverseOrder()))
        .limit(Math.max(0, living.size() - wanted))
        .forEach(Replica::stop);
  }

  private List<Replica> living() {
    return replicas.stream().filter(replica -> !replica.isStopping()).toList();
  }

  private void forgetTheGone() {
    List<Replica> gone = replicas.stream().filter(Replica::isGone).toList();
    restartsOfTheGone += gone.stream().mapToInt(Replica::restarts).sum();
    replicas.removeAll(gone);
  }

  private String suffix() {
    StringBuilder suffix = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      suffix.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return suffix.toString();
  }

  /** Stops all, with their grace period, and waits until their processes are gone. */
  @Override
  public void close() {
    List<Replica> leaving;
    synchronized (this) {
      closed = true;
      wanted = 0;
      leaving = List.copyOf(replicas);
    }
    CompletableFuture<?>[] gone =
        leaving.stream().map(Replica::stop).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(gone)
        .completeOnTimeout(null, workload.gracePeriod().toMillis() + 5_000, TimeUnit.MILLISECONDS)
        .join();
    leaving.forEach(Replica::abandon);
    prober.close();
  }
}
