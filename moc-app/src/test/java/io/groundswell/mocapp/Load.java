package io.groundswell.mocapp;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests at a steady rate, however slow the answers. A request's time counts from when it was
 * due, so that those that had to wait for others aren't left out.
 */
final class Load implements AutoCloseable {

  /**
   * How it went.
   *
   * @param failed how many weren't answered with 200
   * @param span from the first request to the last answer
   * @param times that the answers took, ns, ascending
   */
  record Result(int failed, Duration span, long[] times) {

    int requests() {
      return times.length;
    }

    /** Answers per second. */
    double rate() {
      return (requests() - failed) / (span.toNanos() / 1e9);
    }

    /** The time within which such a share of the answers came. */
    Duration quantile(double share) {
      return Duration.ofNanos(times[(int) Math.ceil(share * times.length) - 1]);
    }
  }

  private static final int CONNECTIONS = 64;
  private static final int BATCHES_A_SECOND = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final HttpClient client =
      vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS));

  /**
   * Loads an address; ends at the latest {@link #PATIENCE} after the last request is due.
   *
   * @param rate requests per second, a multiple of 1,000
   */
  Result run(URI address, String path, int rate, Duration duration) throws InterruptedException {
    int batch = rate / BATCHES_A_SECOND;
    int count = Math.toIntExact(rate * duration.toSeconds());
    AtomicLongArray times = new AtomicLongArray(count);
    AtomicInteger failed = new AtomicInteger();
    CountDownLatch open = new CountDownLatch(count);
    long start = System.nanoTime();
    for (int first = 0; first < count; first += batch) {
      int index = first;
      long due = start + first / batch * (1_000_000_000L / BATCHES_A_SECOND);
      await(due);
      // On the client's own thread: elsewhere, an answer may have gone by before it is listened to.
      context.runOnContext(
          now -> {
            for (int request = index; request < index + batch; request++) {
              int number = request;
              get(address, path)
                  .onComplete(
                      status -> {
                        times.set(number, System.nanoTime() - due);
                        if (status.failed() || status.result() != 200) {
                          failed.incrementAndGet();
                        }
                        open.countDown();
                      });
            }
          });
    }
    if (!open.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
      failed.addAndGet((int) open.getCount());
    }
    Duration span = Duration.ofNanos(System.nanoTime() - start);
    return new Result(failed.get(), span, sorted(times, PATIENCE.toNanos()));
  }

  private Future<Integer> get(URI address, String path) {
    return client
        .request(HttpMethod.GET, address.getPort(), address.getHost(), path)
        .compose(sent -> sent.send())
        .compose(response -> response.body().map(body -> response.statusCode()));
  }

  /** What wasn't answered took as long as one waited. */
  private static long[] sorted(AtomicLongArray times, long unanswered) {
    long[] sorted = new long[times.length()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = times.get(i) == 0 ? unanswered : times.get(i);
    }
    Arrays.sort(sorted);
    return sorted;
  }

  private static void await(long due) {
    long left = due - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = due - System.nanoTime();
    }
  }

  @Override
  public void close() {
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
