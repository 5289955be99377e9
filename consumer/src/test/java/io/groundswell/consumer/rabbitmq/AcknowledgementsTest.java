package io.groundswell.consumer.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.consumer.rabbitmq.Acknowledgements.Acknowledgement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {

  private final Acknowledgements acknowledgements = new Acknowledgements();

  @Test
  void allThatAreDoneInTheirOrderGoTogether() {
    // Given
    arrive(3);
    done(1, 2);

    // When
    List<Acknowledgement> told = acknowledgements.take();

    // Then
    assertThat(told).containsExactly(new Acknowledgement(2, true));
  }

  @Test
  void whatIsDoneBeforeItsTurnGoesByItself() {
    // Given
    arrive(4);
    done(1, 4, 3);

    // When
    List<Acknowledgement> told = acknowledgements.take();

    // Then
    assertThat(told)
        .containsExactly(
            new Acknowledgement(1, true),
            new Acknowledgement(4, false),
            new Acknowledgement(3, false));
  }

  @Test
  void nothingIsToldTwice() {
    // Given
    arrive(2);
    done(2);
    acknowledgements.take();
    done(1);

    // When
    List<Acknowledgement> told = acknowledgements.take();

    // Then
    assertThat(told).containsExactly(new Acknowledgement(1, true));
  }

  @Test
  void whatWasGivenBackHoldsUpNothing() {
    // Given
    arrive(2);
    acknowledgements.givenBack(1);
    done(2);

    // When
    List<Acknowledgement> told = acknowledgements.take();

    // Then
    assertThat(told).containsExactly(new Acknowledgement(2, true));
  }

  @Test
  void onlyTheFirstCallsForTelling() {
    // Given
    arrive(2);

    // When
    List<Boolean> calls = List.of(acknowledgements.done(1), acknowledgements.done(2));

    // Then
    assertThat(calls).containsExactly(true, false);
  }

  @Test
  void messagesOfAnotherChannelAreKnownByTheirTags() {
    // Given
    arrive(2);

    // When
    List<Boolean> ours = List.of(acknowledgements.arrives(7), acknowledgements.arrives(3));

    // Then
    assertThat(ours).containsExactly(false, true);
  }

  /** As the broker counts: whatever the order in which they end, and when it is told. */
  @Property(tries = 300)
  void theBrokerIsToldOfWhatIsDoneAndOfNothingElse(
      @ForAll @IntRange(min = 1, max = 60) int messages, @ForAll long seed) {
    // Given
    Acknowledgements some = new Acknowledgements();
    TreeSet<Long> outstanding = new TreeSet<>();
    List<Long> ending = new ArrayList<>();
    for (long tag = 1; tag <= messages; tag++) {
      some.arrives(tag);
      outstanding.add(tag);
      ending.add(tag);
    }
    Random random = new Random(seed);
    Collections.shuffle(ending, random);
    Set<Long> open = new HashSet<>(ending.subList(random.nextInt(messages + 1), messages));
    ending.removeAll(open);

    // When
    for (long tag : ending) {
      some.done(tag);
      if (random.nextInt(4) == 0) {
        some.take().forEach(told -> strikeOut(outstanding, told));
      }
    }
    some.take().forEach(told -> strikeOut(outstanding, told));

    // Then
    assertThat(outstanding).isEqualTo(open);
  }

  /** RabbitMQ closes the channel if the tag isn't outstanding. */
  private static void strikeOut(TreeSet<Long> outstanding, Acknowledgement told) {
    assertThat(outstanding).contains(told.tag());
    if (told.multiple()) {
      outstanding.headSet(told.tag(), true).clear();
    } else {
      outstanding.remove(told.tag());
    }
  }

  private void arrive(int messages) {
    for (long tag = 1; tag <= messages; tag++) {
      acknowledgements.arrives(tag);
    }
  }

  private void done(long... tags) {
    for (long tag : tags) {
      acknowledgements.done(tag);
    }
  }
}
