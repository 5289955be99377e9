package io.groundswell.autoscaler.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.Formula;
import io.groundswell.autoscaler.Limit;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineTest {

  private static final Decision DECISION =
      new Decision(
          Instant.EPOCH,
          Decision.By.HPA,
          Decision.Code.SCALE_UP_LIMIT,
          1,
          OptionalInt.of(4),
          List.of(new Decision.Input("s0-rabbitmq-orders", 95.0, null, false, 10, 0)),
          List.of(
              new Formula(
                  "s0-rabbitmq-orders", Formula.Kind.AVERAGE_VALUE, 95, 10, 1, 9.5, false, 10)),
          List.of(
              new Limit.Step(4),
              new Limit.Stabilisation(Limit.Direction.DOWN, 1, 5, 40, 260),
              new Limit.Pause("autoscaling.keda.sh/paused", "true")));

  @TempDir Path folder;

  @Test
  void reads_back_what_was_written() throws IOException {
    // Given
    List<TimelineEvent> events =
        List.of(
            new TimelineEvent.Noted(0, "run begins"),
            TimelineEvent.DecisionMade.of(1.5, "orders", DECISION),
            new TimelineEvent.StageReached(2, "consumer-1", TimelineEvent.Stage.SPAWNED),
            new TimelineEvent.StageReached(3, "consumer-1", TimelineEvent.Stage.EXITED, 143),
            new TimelineEvent.Sampled(4, 42L, 3L, 2, 2, 1, 50L, 5L),
            new TimelineEvent.Sampled(5, null, null, 2, 2, 1, null, null));
    Path file = folder.resolve("timeline.jsonl");

    // When
    try (TimelineWriter writer = TimelineWriter.to(file)) {
      events.forEach(writer::write);
    }

    // Then
    assertThat(TimelineReader.read(file)).isEqualTo(events);
  }

  @Test
  void writes_one_object_a_line_with_its_type() throws IOException {
    // Given
    StringWriter out = new StringWriter();

    // When
    try (TimelineWriter writer = new TimelineWriter(out)) {
      writer.write(new TimelineEvent.StageReached(2.5, "consumer-1", TimelineEvent.Stage.READY));
    }

    // Then
    assertThat(out)
        .hasToString(
            "{\"type\":\"stage\",\"t\":2.5,\"instance\":\"consumer-1\",\"stage\":\"ready\"}\n");
  }

  @Test
  void names_the_line_that_is_no_event() throws IOException {
    // Given
    Path file = folder.resolve("timeline.jsonl");
    Files.writeString(file, "{\"type\":\"note\",\"t\":0,\"text\":\"fine\"}\nbroken\n");

    // When
    assertThatThrownBy(() -> TimelineReader.read(file))
        // Then
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("line 2 is no event: ");
  }

  @Test
  void leaves_out_half_an_event_at_the_end() throws IOException {
    // Given
    Path file = folder.resolve("timeline.jsonl");
    Files.writeString(
        file, "{\"type\":\"note\",\"t\":0,\"text\":\"fine\"}\n{\"type\":\"note\",\"t\":1,\"te");

    // When
    List<TimelineEvent> events = TimelineReader.read(file);

    // Then
    assertThat(events).containsExactly(new TimelineEvent.Noted(0, "fine"));
  }
}
