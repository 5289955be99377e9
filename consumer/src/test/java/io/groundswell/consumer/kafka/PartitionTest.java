package io.groundswell.consumer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PartitionTest {

  private static final int GENERATION = 3;

  private final Partition partition = new Partition(GENERATION);

  @Test
  void nothingIsCommittedBeforeTheWork() {
    // When
    take(5);

    // Then
    assertThat(partition.toCommit()).isEmpty();
  }

  @Test
  void whatIsDoneIsCommitted() {
    // Given
    take(5);

    // When
    partition.done(5);

    // Then
    assertThat(partition.toCommit()).hasValue(6);
  }

  @Test
  void theCommitWaitsForWhatCameBefore() {
    // Given
    take(5, 6, 7);

    // When
    partition.done(6);
    partition.done(7);

    // Then
    assertThat(partition.toCommit()).isEmpty();
  }

  @Test
  void theCommitPassesOffsetsThatNeverCame() {
    // Given
    take(5, 9);
    partition.done(5);

    // When
    OptionalLong offset = partition.toCommit();

    // Then
    assertThat(offset).hasValue(9);
  }

  @Test
  void nothingIsCommittedTwice() {
    // Given
    take(5);
    partition.done(5);

    // When
    partition.committed(6);

    // Then
    assertThat(partition.toCommit()).isEmpty();
  }

  @Test
  void whatWasPolledBeforeThisAssignmentIsNotTaken() {
    assertThat(partition.take(5, GENERATION - 1)).isFalse();
  }

  @Test
  void whatCameBeforeIsNotTakenAgain() {
    // Given
    take(5, 6);

    // When
    boolean again = partition.take(5, GENERATION);

    // Then
    assertThat(again).isFalse();
  }

  @Test
  void whoLeavesBeginsNothing() {
    // Given
    take(5);
    partition.leave();

    // When
    boolean begun = partition.begin(5);

    // Then
    assertThat(begun).isFalse();
  }

  @Test
  void whoLeavesWaitsForWhatIsInHandOnly() {
    // Given
    take(5, 6);
    partition.begin(5);
    CompletableFuture<Void> idle = partition.leave();
    boolean before = idle.isDone();

    // When
    partition.done(5);
    partition.ended(5);

    // Then
    assertThat(List.of(before, idle.isDone())).containsExactly(false, true);
  }

  @Test
  void whatIsDoneWhileLeavingIsCommitted() {
    // Given
    take(5, 6);
    partition.begin(5);
    partition.leave();

    // When
    partition.done(5);

    // Then
    assertThat(partition.toCommit()).hasValue(6);
  }

  @Test
  void nothingIsCommittedOnceItIsLost() {
    // Given
    take(5);
    partition.done(5);

    // When
    partition.lose();

    // Then
    assertThat(partition.toCommit()).isEmpty();
  }

  /** Whatever the order in which orders end. */
  @Property(tries = 200)
  void noCommitPassesAnOrderThatIsOpen(
      @ForAll @IntRange(min = 1, max = 50) int taken,
      @ForAll @IntRange(max = 50) int done,
      @ForAll long seed) {
    // Given
    Partition some = new Partition(GENERATION);
    TreeSet<Long> open = new TreeSet<>();
    for (long offset = 0; offset < taken; offset++) {
      some.take(offset, GENERATION);
      open.add(offset);
    }
    Random random = new Random(seed);

    // When
    for (int i = 0; i < Math.min(done, taken); i++) {
      long offset = open.stream().skip(random.nextInt(open.size())).findFirst().orElseThrow();
      open.remove(offset);
      some.done(offset);
    }

    // Then
    long reached = open.isEmpty() ? taken : open.first();
    assertThat(some.toCommit().orElse(0)).isEqualTo(reached);
  }

  private void take(long... offsets) {
    for (long offset : offsets) {
      partition.take(offset, GENERATION);
    }
  }
}
