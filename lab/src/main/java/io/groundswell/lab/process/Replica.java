package io.groundswell.lab.process;

import io.groundswell.autoscaler.timeline.TimelineEvent.Stage;
import io.groundswell.lab.app.Probe;
import io.groundswell.lab.app.Probes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One replica: a process that is probed, started again when it crashes, and stopped by SIGTERM and,
 * after its grace period, SIGKILL. It does for one process what a kubelet does for a pod of one
 * container, on a virtual thread of its own.
 */
public final class Replica {

  /**
   * Of a process that Ctrl-C has ended; this process, in the same terminal, is about to end too.
   */
  public static final int INTERRUPTED = 130;

  private static final Duration BEFORE_THE_END = Duration.ofSeconds(5);

  private final String name;
  private final Probes probes;
  private final Duration gracePeriod;
  private final Launcher launcher;
  private final Prober prober;
  private final ReplicaListener listener;
  private final CompletableFuture<Void> stop = new CompletableFuture<>();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();

  private volatile Process process;
  private volatile Incarnation incarnation;
  private volatile boolean ready;
  private volatile long readySince;
  private volatile Instant readyChangedAt = Instant.now();
  private volatile int restarts;

  /**
   * One process of a replica.
   *
   * @param port of this machine that its HTTP server takes
   * @param startedAt wall time
   */
  public record Incarnation(ProcessHandle process, int port, Instant startedAt) {}

  Replica(
      String name,
      Probes probes,
      Duration gracePeriod,
      Launcher launcher,
      Prober prober,
      ReplicaListener listener) {
    this.name = name;
    this.probes = probes;
    this.gracePeriod = gracePeriod;
    this.launcher = launcher;
    this.prober = prober;
    this.listener = listener;
  }

  void start() {
    Thread.ofVirtual().name(name).start(this::live);
  }

  /** Unique in its run, in the manner of a pod's name. */
  public String name() {
    return name;
  }

  /** Whether it has passed its readiness probe and not failed it since. */
  public boolean isReady() {
    return ready && !isStopping();
  }

  /** Whether it was told to stop; it no longer counts as a replica then. */
  public boolean isStopping() {
    return stop.isDone();
  }

  /** How often its process was started again. */
  public int restarts() {
    return restarts;
  }

  /** The process that it has now, or had last; empty before its first. */
  public Optional<Incarnation> incarnation() {
    return Optional.ofNullable(incarnation);
  }

  /** Wall time at which it last became ready or unready; at first that of its creation. */
  public Instant readyChangedAt() {
    return readyChangedAt;
  }

  /** {@link System#nanoTime()} at which it last became ready. */
  long readySince() {
    return readySince;
  }

  /** Asks it to stop; answers when its process is gone. */
  public CompletableFuture<Void> stop() {
    stop.complete(null);
    return gone;
  }

  /** Kills its process, as the kernel does when memory runs out: it is started again. */
  public void kill() {
    Process current = process;
    if (current != null) {
      current.destroyForcibly();
    }
  }

  /** Whether its process is gone for good. */
  boolean isGone() {
    return gone.isDone();
  }

  /** Kills its process for good, without a grace period. */
  void abandon() {
    stop.complete(null);
    kill();
  }

  private void live() {
    CrashBackOff backOff = new CrashBackOff();
    try {
      while (!stop.isDone()) {
        long spawned = System.nanoTime();
        if (runOnce() == INTERRUPTED) {
          pause(BEFORE_THE_END);
        }
        if (stop.isDone()) {
          break;
        }
        restarts++;
        pause(backOff.afterCrash(Duration.ofNanos(System.nanoTime() - spawned)));
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    } finally {
      stop.complete(null);
      kill();
      gone.complete(null);
    }
  }

  /** From spawn to exit; answers with the exit code. */
  private int runOnce() throws InterruptedException {
    int port;
    try {
      port = freePort();
      process = launcher.launch(name, port);
      incarnation = new Incarnation(process.toHandle(), port, Instant.now());
    } catch (IOException e) {
      listener.remarked(this, "can't be started: " + e.getMessage());
      return 1;
    }
    listener.reached(this, Stage.SPAWNED, null);
    long spawned = System.nanoTime();
    if (passStartup(port, spawned)) {
      listener.reached(this, Stage.STARTED, null);
      probeWhileRunning(port, spawned);
    }
    terminate();
    setReady(false);
    int exitCode = process.waitFor();
    listener.reached(this, Stage.EXITED, exitCode);
    return exitCode;
  }

  /** False if the process exited, is to stop, or failed its startup probe for too long. */
  private boolean passStartup(int port, long spawned) throws InterruptedException {
    if (probes.startup().isEmpty()) {
      return true;
    }
    Probe startup = probes.startup().get();
    ProbeCounter counter = new ProbeCounter(startup);
    long due = spawned + startup.initialDelay().toNanos();
    while (waitUntil(due)) {
      counter.count(prober.probe(startup, port));
      if (counter.success()) {
        return true;
      }
      if (counter.failure()) {
        listener.remarked(this, "failed its startup probe " + startup.path());
        return false;
      }
      due += startup.period().toNanos();
    }
    return false;
  }

  private void probeWhileRunning(int port, long spawned) throws InterruptedException {
    Optional<Probe> readiness = probes.readiness();
    Optional<Probe> liveness = probes.liveness();
    Schedule ready = readiness.map(probe -> new Schedule(probe, spawned)).orElse(null);
    Schedule live = liveness.map(probe -> new Schedule(probe, spawned)).orElse(null);
    if (ready == null) {
      setReady(true);
    }
    while (true) {
      long due =
          Math.min(
              ready == null ? Long.MAX_VALUE : ready.due, live == null ? Long.MAX_VALUE : live.due);
      if (!waitUntil(due)) {
        return;
      }
      if (ready != null && ready.due <= due) {
        ready.attempt(port);
        if (ready.counter.success()) {
          setReady(true);
        } else if (ready.counter.failure()) {
          setReady(false);
        }
      }
      if (live != null && live.due <= due) {
        live.attempt(port);
        if (live.counter.failure()) {
          listener.remarked(this, "failed its liveness probe " + live.probe.path());
          return;
        }
      }
    }
  }

  private final class Schedule {
    private final Probe probe;
    private final ProbeCounter counter;
    private long due;

    private Schedule(Probe probe, long spawned) {
      this.probe = probe;
      this.counter = new ProbeCounter(probe);
      this.due = Math.max(System.nanoTime(), spawned + probe.initialDelay().toNanos());
    }

    private void attempt(int port) throws InterruptedException {
      counter.count(prober.probe(probe, port));
      due = Math.max(System.nanoTime(), due + probe.period().toNanos());
    }
  }

  private void setReady(boolean now) {
    if (now == ready) {
      return;
    }
    readySince = System.nanoTime();
    readyChangedAt = Instant.now();
    ready = now;
    listener.reached(this, now ? Stage.READY : Stage.UNREADY, null);
  }

  /** True when the time has come; false if the process is gone or is to stop before. */
  private boolean waitUntil(long due) throws InterruptedException {
    CompletableFuture<Object> interruption = CompletableFuture.anyOf(stop, process.onExit());
    try {
      if (due == Long.MAX_VALUE) {
        interruption.get();
      } else {
        interruption.get(Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
      return false;
    } catch (TimeoutException e) {
      return !stop.isDone() && process.isAlive();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void pause(Duration wait) throws InterruptedException {
    try {
      stop.get(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void terminate() throws InterruptedException {
    if (!process.isAlive()) {
      return;
    }
    listener.reached(this, Stage.STOPPING, null);
    process.destroy();
    if (!process.waitFor(gracePeriod.toMillis(), TimeUnit.MILLISECONDS)) {
      listener.remarked(
          this, "outlived its grace period of " + gracePeriod.toSeconds() + " s and is killed");
      process.destroyForcibly();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
