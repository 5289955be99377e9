package io.groundswell.lab.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts the requests that went through the balancer. Thread-safe. */
public final class Traffic {

  private static final int DIGITS = 3;
  private static final long LONGEST = TimeUnit.HOURS.toMicros(1);

  private final Recorder latest = new Recorder(LONGEST, DIGITS);
  private final Histogram all = new Histogram(LONGEST, DIGITS);
  private final Histogram waits = new Histogram(LONGEST, DIGITS);
  private long arrived;
  private long answered;
  private long failed;
  private long refused;
  private long retried;
  private int waiting;
  private int inHand;

  /**
   * The requests so far.
   *
   * @param arrived all
   * @param answered those with an answer below 500
   * @param failed those with an answer from 500 on, or whose replica went away before its answer
   * @param refused those that waited for too long, or found too many others waiting
   * @param retried attempts at another replica, as the first took no connection
   * @param waiting those that wait for a replica now
   * @param inHand those that a replica works on now
   */
  public record Counts(
      long arrived,
      long answered,
      long failed,
      long refused,
      long retried,
      int waiting,
      int inHand) {

    /** There were none. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);
  }

  synchronized void arrived() {
    arrived++;
  }

  /** A request begins to wait. */
  synchronized void beginsToWait() {
    waiting++;
  }

  /** A request has waited long enough, for a replica or in vain. */
  synchronized void waited(Duration time) {
    waiting--;
    waits.recordValue(micros(time));
  }

  synchronized void refused() {
    refused++;
  }

  synchronized void retried() {
    retried++;
  }

  synchronized void forwarded() {
    inHand++;
  }

  /**
   * A request that was forwarded is over.
   *
   * @param good whether it was answered below 500
   * @param took from its arrival, its wait for a replica included
   */
  void ended(boolean good, Duration took) {
    synchronized (this) {
      inHand--;
      if (good) {
        answered++;
      } else {
        failed++;
      }
    }
    latest.recordValue(micros(took));
  }

  /** The requests so far. */
  public synchronized Counts counts() {
    return new Counts(arrived, answered, failed, refused, retried, waiting, inHand);
  }

  /** Seconds that the requests took which ended since this was last called. */
  public synchronized Latency sinceLast() {
    Histogram interval = latest.getIntervalHistogram();
    all.add(interval);
    return Latency.of(interval);
  }

  /** Seconds that all requests took. */
  public synchronized Latency all() {
    sinceLast();
    return Latency.of(all);
  }

  /** Seconds that requests waited for a replica, of those that had to. */
  public synchronized Latency waits() {
    return Latency.of(waits);
  }

  private static long micros(Duration time) {
    return Math.min(LONGEST, time.toNanos() / 1000);
  }
}
