package io.groundswell.producer.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sends requests along a ramp until it is over, or it is told to stop. */
final class Load implements AutoCloseable {

  /** Most requests under way at once, as in the k6 scripts. */
  static final int MOST_AT_ONCE = 500;

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration BETWEEN_ASKS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final URI base;
  private final Ramp ramp;
  private final boolean users;
  private final Supplier<Ask> asks;
  private final Tally tally = new Tally();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads).build();
  private final CountDownLatch stop = new CountDownLatch(1);

  /**
   * @param base of the addresses, without a slash at its end
   * @param users whether the ramp counts users, each asking once a second; else requests a second
   * @param asks what each asks; must be thread-safe
   */
  Load(URI base, Ramp ramp, boolean users, Supplier<Ask> asks) {
    this.base = base;
    this.ramp = ramp;
    this.users = users;
    this.asks = asks;
  }

  /** How the requests fare so far. */
  Tally.Counts counts() {
    return tally.counts();
  }

  /** No more requests; those under way may end. */
  void stop() {
    stop.countDown();
  }

  /** Returns when the last request is over. */
  Tally.Counts run() throws InterruptedException {
    long begin = System.nanoTime();
    List<Thread> sent = users ? users(begin) : requests(begin);
    for (Thread thread : sent) {
      thread.join(TIMEOUT);
    }
    return tally.counts();
  }

  private List<Thread> requests(long begin) throws InterruptedException {
    Semaphore room = new Semaphore(MOST_AT_ONCE);
    for (long n = 1; ; n++) {
      OptionalDouble due = ramp.due(n);
      if (due.isEmpty() || stopsBefore(begin + nanos(due.getAsDouble()))) {
        break;
      }
      if (!room.tryAcquire()) {
        tally.dropped();
        continue;
      }
      threads.execute(
          () -> {
            try {
              send(asks.get());
            } finally {
              room.release();
            }
          });
    }
    room.tryAcquire(MOST_AT_ONCE, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    return List.of();
  }

  private List<Thread> users(long begin) throws InterruptedException {
    List<Thread> all = new ArrayList<>();
    double end = ramp.length().toNanos() / 1e9;
    for (double now = 0; now < end; now = (System.nanoTime() - begin) / 1e9) {
      int wanted = (int) Math.round(ramp.at(now));
      for (int user = 0; user < wanted; user++) {
        if (user == all.size()) {
          all.add(user(user, begin, end));
        } else if (!all.get(user).isAlive()) {
          all.set(user, user(user, begin, end));
        }
      }
      if (stopsBefore(System.nanoTime() + BETWEEN_LOOKS.toNanos())) {
        break;
      }
    }
    return all;
  }

  /** Asks, and rests, as long as there are to be so many users. */
  private Thread user(int number, long begin, double end) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                double now;
                do {
                  send(asks.get());
                  if (stopsBefore(System.nanoTime() + BETWEEN_ASKS.toNanos())) {
                    return;
                  }
                  now = (System.nanoTime() - begin) / 1e9;
                } while (now < end && number < Math.round(ramp.at(now)));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** Waits for a time; true if it is told to stop before. */
  private boolean stopsBefore(long nanoTime) throws InterruptedException {
    long left = nanoTime - System.nanoTime();
    return stop.await(Math.max(0, left), TimeUnit.NANOSECONDS);
  }

  private void send(Ask ask) {
    long begin = System.nanoTime();
    boolean failed = true;
    boolean good = false;
    try {
      HttpResponse<String> answer =
          client.send(ask.request(base, TIMEOUT), BodyHandlers.ofString());
      failed = answer.statusCode() >= 400;
      good = ask.isGood(answer.statusCode(), answer.body());
    } catch (IOException e) {
      // Counted as failed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tally.request(ask, failed, good, Duration.ofNanos(System.nanoTime() - begin));
  }

  private static long nanos(double seconds) {
    return (long) (seconds * 1e9);
  }

  @Override
  public void close() {
    stop();
    client.shutdownNow();
    threads.shutdownNow();
  }
}
