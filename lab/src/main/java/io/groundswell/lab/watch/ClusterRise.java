package io.groundswell.lab.watch;

import io.groundswell.autoscaler.timeline.TimelineEvent.Stage;
import io.groundswell.lab.run.Ledger;
import io.groundswell.lab.run.Rise;
import io.groundswell.messages.Receipt;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A rise from zero on a cluster, put together from what was seen of the first pod and, if they were
 * read, from receipts:
 *
 * <ul>
 *   <li>{@code poll} from the placing of the first order until KEDA raised the Deployment's
 *       replicas; needs a receipt. KEDA shows nothing of its poll before, so that the reading of
 *       the source is in it
 *   <li>{@code decide} from there until a pod was made, by the controllers of Deployment and
 *       ReplicaSet
 *   <li>{@code schedule} from there until it had a node
 *   <li>{@code pull} from there until its image was on the node: its sandbox and volumes are made
 *       in this time, too
 *   <li>{@code start} from there until its container ran
 *   <li>{@code ready} from there until it was ready, or had its first order if that was earlier
 *   <li>{@code firstDone} from there until the first order was done; needs a receipt
 * </ul>
 *
 * <p>A stage that wasn't seen is left out, and its time is the next one's.
 */
final class ClusterRise {

  private final SequencedMap<String, Double> stages = new LinkedHashMap<>();
  private Instant last;

  private ClusterRise(Instant beginning) {
    last = beginning;
  }

  /**
   * Puts it together.
   *
   * @param decidedAt when the Deployment's replicas were raised from zero
   * @param pods that were made since
   * @param receipts of orders that arrived since, before the next rise
   * @return empty if no pod has become ready and no order was done
   */
  static Optional<Rise> of(Instant decidedAt, List<PodStages> pods, List<Receipt> receipts) {
    Optional<Receipt> done = receipts.stream().min(Comparator.comparing(Receipt::endedAt));
    Optional<PodStages> pod = firstPod(pods, done);
    if (pod.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> placed =
        receipts.stream().map(Receipt::createdAt).min(Comparator.naturalOrder());
    ClusterRise rise = new ClusterRise(placed.filter(decidedAt::isAfter).orElse(decidedAt));
    placed.ifPresent(ignored -> rise.until("poll", decidedAt));
    pod.get().at(Stage.CREATED).ifPresent(at -> rise.until("decide", at));
    pod.get().at(Stage.SCHEDULED).ifPresent(at -> rise.until("schedule", at));
    pod.get().at(Stage.PULLED).ifPresent(at -> rise.until("pull", at));
    pod.get().at(Stage.SPAWNED).ifPresent(at -> rise.until("start", at));
    Optional<Instant> arrived =
        receipts.stream().map(Receipt::arrivedAt).min(Comparator.naturalOrder());
    pod.get()
        .at(Stage.READY)
        .map(at -> arrived.filter(at::isAfter).orElse(at))
        .or(() -> arrived)
        .ifPresent(at -> rise.until("ready", at));
    done.ifPresent(receipt -> rise.until("firstDone", receipt.endedAt()));
    return Optional.of(new Rise(rise.stages));
  }

  /** The one that did the first order, if a receipt names it; else the one that was ready first. */
  private static Optional<PodStages> firstPod(List<PodStages> pods, Optional<Receipt> done) {
    return done.flatMap(
            receipt -> pods.stream().filter(p -> p.pod().equals(receipt.instance())).findFirst())
        .or(
            () ->
                pods.stream()
                    .filter(p -> p.at(Stage.READY).isPresent())
                    .min(Comparator.comparing(p -> p.at(Stage.READY).orElseThrow())));
  }

  private void until(String stage, Instant at) {
    stages.put(stage, Ledger.seconds(last, at));
    if (at.isAfter(last)) {
      last = at;
    }
  }
}
