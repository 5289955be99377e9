package io.groundswell.lab.watch;

import static io.groundswell.lab.watch.Given.at;
import static io.groundswell.lab.watch.Given.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.groundswell.autoscaler.timeline.TimelineEvent.Stage;
import io.groundswell.lab.run.Rise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ClusterRiseTest {

  @Test
  void splitsTheWayFromTheFirstOrderToItsEnd() {
    // Given
    PodStages pod = pod("a", 10.3, 11.1, 11.5, 13);

    // When
    Rise rise =
        ClusterRise.of(at(10), List.of(pod), List.of(receipt("a", 2, 13.2, 13.5))).orElseThrow();

    // Then
    assertThat(rise.written())
        .containsExactly(
            entry("poll", 8.0),
            entry("decide", 0.1),
            entry("schedule", 0.2),
            entry("pull", 0.8),
            entry("start", 0.4),
            entry("ready", 1.5),
            entry("firstDone", 0.5),
            entry("total", 11.5));
  }

  @Test
  void withoutReceiptsItGoesFromTheDecisionToReadiness() {
    // Given
    PodStages pod = pod("a", 10.3, 11.1, 11.5, 13);

    // When
    Rise rise = ClusterRise.of(at(10), List.of(pod), List.of()).orElseThrow();

    // Then
    assertThat(rise.stages().keySet())
        .containsExactly("decide", "schedule", "pull", "start", "ready");
    assertThat(rise.total()).isEqualTo(3);
  }

  @Test
  void theTimeOfAStageThatWasNotSeenIsTheNextOnes() {
    // Given
    Map<Stage, Instant> reached = new EnumMap<>(Stage.class);
    reached.put(Stage.SCHEDULED, at(10.3));
    reached.put(Stage.READY, at(13));

    // When
    Rise rise =
        ClusterRise.of(at(10), List.of(new PodStages("a", reached)), List.of()).orElseThrow();

    // Then
    assertThat(rise.stages()).containsExactly(entry("schedule", 0.3), entry("ready", 2.7));
  }

  @Test
  void thePodThatDidTheFirstOrderCountsNotTheOneThatWasReadyFirst() {
    // Given
    List<PodStages> pods = List.of(pod("early", 10, 10, 10, 11), pod("late", 10, 10, 10, 12));

    // When
    Rise rise = ClusterRise.of(at(10), pods, List.of(receipt("late", 9, 12.5, 13))).orElseThrow();

    // Then
    assertThat(rise.stages()).containsEntry("ready", 2.0);
  }

  @Test
  void withoutAPodThereIsNoRise() {
    // When
    Optional<Rise> rise = ClusterRise.of(at(10), List.of(), List.of());

    // Then
    assertThat(rise).isEmpty();
  }

  @Property
  void theStagesFillTheTimeWhateverTheirOrderWasSeenAs(
      @ForAll @Size(4) List<@IntRange(max = 5000) Integer> millis,
      @ForAll @IntRange(max = 5000) int placed,
      @ForAll @IntRange(max = 9000) int done) {
    // Given
    List<Double> t = new ArrayList<>();
    millis.forEach(m -> t.add(5 + m / 1e3));
    PodStages pod = pod("a", t.get(0), t.get(1), t.get(2), t.get(3));
    double ended = 5 + done / 1e3;

    // When
    Rise rise =
        ClusterRise.of(at(5), List.of(pod), List.of(receipt("a", placed / 1e3, ended, ended)))
            .orElseThrow();

    // Then
    double last = Math.max(ended, Math.max(t.get(0), Math.max(t.get(1), t.get(2))));
    assertThat(rise.total()).isCloseTo(last - placed / 1e3, within(0.01));
    assertThat(rise.stages().values()).allMatch(seconds -> seconds >= 0);
  }

  private static PodStages pod(
      String name, double scheduled, double pulled, double started, double ready) {
    Map<Stage, Instant> reached = new EnumMap<>(Stage.class);
    reached.put(Stage.CREATED, at(scheduled - 0.2));
    reached.put(Stage.SCHEDULED, at(scheduled));
    reached.put(Stage.PULLED, at(pulled));
    reached.put(Stage.SPAWNED, at(started));
    reached.put(Stage.READY, at(ready));
    return new PodStages(name, reached);
  }
}
