package io.groundswell.brokers;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.server.model.Queue;

/** Samples each queue's counters once a second, for its publish and deliver rates. */
final class QueueRates {

  /** Messages per second. */
  record Rates(double publish, double deliver) {}

  private static final class Windows {
    private final RateWindow published = new RateWindow();
    private final RateWindow delivered = new RateWindow();
  }

  private final Qpid qpid;
  private final Map<String, Windows> windows = new HashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("queue-rates").unstarted(task));

  private QueueRates(Qpid qpid) {
    this.qpid = qpid;
  }

  static QueueRates start(Qpid qpid) {
    QueueRates rates = new QueueRates(qpid);
    rates.clock.scheduleWithFixedDelay(rates::sample, 0, 1, TimeUnit.SECONDS);
    return rates;
  }

  void stop() {
    clock.shutdownNow();
  }

  synchronized Rates of(String queue) {
    Windows found = windows.get(queue);
    return found == null
        ? new Rates(0, 0)
        : new Rates(found.published.perSecond(), found.delivered.perSecond());
  }

  private synchronized void sample() {
    long now = System.nanoTime();
    Set<String> seen = new HashSet<>();
    for (Queue<?> queue : qpid.queues()) {
      seen.add(queue.getName());
      Windows of = windows.computeIfAbsent(queue.getName(), name -> new Windows());
      long published = queue.getTotalEnqueuedMessages();
      of.published.sample(now, published);
      // Qpid doesn't count deliveries: what came in and isn't ready any more was delivered once.
      of.delivered.sample(now, published - queue.getAvailableMessages());
    }
    windows.keySet().retainAll(seen);
  }
}
