package io.groundswell.lab.watch;

import static io.groundswell.lab.watch.Given.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.groundswell.autoscaler.Decision.By;
import io.groundswell.autoscaler.timeline.TimelineEvent;
import io.groundswell.autoscaler.timeline.TimelineEvent.DecisionMade;
import io.groundswell.autoscaler.timeline.TimelineEvent.Noted;
import io.groundswell.autoscaler.timeline.TimelineEvent.Sampled;
import io.groundswell.autoscaler.timeline.TimelineEvent.Stage;
import io.groundswell.autoscaler.timeline.TimelineEvent.StageReached;
import io.groundswell.autoscaler.timeline.TimelineReader;
import io.groundswell.autoscaler.timeline.TimelineWriter;
import io.groundswell.lab.run.Ledger;
import io.groundswell.lab.run.LiveTable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster whose objects the test shows, one version after the other. */
class ClusterMonitorTest {

  private final SetClock clock = new SetClock();
  private final StringWriter timeline = new StringWriter();
  private final ByteArrayOutputStream table = new ByteArrayOutputStream();
  private final Ledger ledger = new Ledger("load");
  private final Pod pod = Given.pod("consumer-a");
  private ClusterMonitor monitor;

  /** Stands still until it is set. */
  private static final class SetClock extends Clock {
    private Instant now = at(0);

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void deploy() {
    monitor =
        new ClusterMonitor(
            Target.choose(List.of(Given.scaledObject("consumer")), Optional.empty(), "shop"),
            clock,
            new TimelineWriter(timeline),
            LiveTable.on(
                new PrintStream(table, true, StandardCharsets.UTF_8), LiveTable.Orders.HEAD),
            Optional.of(ledger));
    monitor.scaledObject(Given.scaledObject("consumer"));
    monitor.hpa(Given.hpa());
    monitor.deployment(Given.deployment(0));
  }

  private void rise() {
    clock.now = at(10);
    monitor.deployment(Given.deployment(1));
    monitor.pod(pod);
    clock.now = at(13);
    monitor.pod(Given.ready(Given.running(Given.scheduled(pod, 10), 12), 13));
    monitor.settle();
  }

  private List<TimelineEvent> events() {
    return TimelineReader.events(new StringReader(timeline.toString())).toList();
  }

  private <T extends TimelineEvent> List<T> events(Class<T> type) {
    return events().stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void aChangeOfTheDeploymentIsADecision() {
    // When
    rise();

    // Then
    assertThat(events(DecisionMade.class))
        .singleElement()
        .returns(10.0, DecisionMade::t)
        .returns(By.KEDA, DecisionMade::by)
        .returns(1, DecisionMade::after);
  }

  @Test
  void thePodsStagesAreOnTheTimeline() {
    // When
    rise();
    monitor.podGone(pod);

    // Then
    assertThat(events(StageReached.class))
        .extracting(StageReached::stage)
        .containsExactly(Stage.CREATED, Stage.SCHEDULED, Stage.SPAWNED, Stage.READY, Stage.EXITED);
  }

  @Test
  void anEventThatComesBeforeItsPodIsNotLost() {
    // Given
    Event scheduled = Given.exact(Given.event("Pod", "consumer-a", "Scheduled", "", 1), 1.25);
    clock.now = at(2);

    // When
    monitor.event(scheduled);
    monitor.pod(pod);

    // Then
    assertThat(events(StageReached.class))
        .contains(new StageReached(1.25, "consumer-a", Stage.SCHEDULED));
  }

  @Test
  void whatHappenedBeforeTheWatchIsNotToldAgain() {
    // Given
    Event old =
        Given.event("Pod", "consumer-a", "BackOff", "pulling failed", -30)
            .edit()
            .withType("Warning")
            .build();
    monitor.pod(pod);

    // When
    monitor.event(old);

    // Then
    assertThat(events(Noted.class)).isEmpty();
  }

  @Test
  void aWarningAboutOneOfItsPodsIsNotedOnce() {
    // Given
    Event warning =
        Given.event("Pod", "consumer-a", "Failed", "image not found", 1)
            .edit()
            .withType("Warning")
            .build();
    monitor.pod(pod);

    // When
    monitor.event(warning);
    monitor.event(warning);

    // Then
    assertThat(events(Noted.class))
        .extracting(Noted::text)
        .containsExactly("Pod consumer-a: Failed, image not found");
  }

  @Test
  void aRiseIsPutTogetherWithItsReceipt() {
    // Given
    rise();

    // When
    ledger.receipt(Given.receipt("consumer-a", 4, 13.5, 14));

    // Then
    assertThat(monitor.rises())
        .singleElement()
        .satisfies(
            rise ->
                assertThat(rise.stages().keySet())
                    .containsExactly("poll", "decide", "schedule", "start", "ready", "firstDone"));
    assertThat(monitor.rises().getFirst().total()).isEqualTo(10);
  }

  @Test
  void aSampleLeavesOutWhatTheBrokerDoesNotTell() {
    // When
    monitor.sample(Optional.empty());

    // Then
    assertThat(events(Sampled.class))
        .containsExactly(new Sampled(0, null, null, 0, 0, 0, null, 0L));
  }
}
