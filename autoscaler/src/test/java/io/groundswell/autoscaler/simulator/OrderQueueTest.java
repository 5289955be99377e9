package io.groundswell.autoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class OrderQueueTest {

  @Property
  void what_is_placed_first_comes_out_first(
      @ForAll @Size(max = 200) List<@IntRange(max = 3) Integer> gaps) {
    // Given
    OrderQueue queue = new OrderQueue();
    List<Long> placed = new ArrayList<>();
    long time = 0;
    for (int gap : gaps) {
      time += gap;
      placed.add(time);
      queue.add(time);
    }

    // When
    List<Long> taken = takeAll(queue);

    // Then
    assertThat(taken).isEqualTo(placed);
  }

  @Property
  void what_is_given_back_comes_out_before_what_was_never_taken(
      @ForAll @IntRange(min = 1, max = 50) int orders,
      @ForAll @IntRange(min = 1, max = 50) int taken) {
    // Given
    OrderQueue queue = new OrderQueue();
    for (int i = 0; i < orders; i++) {
      queue.add(i);
    }
    List<Long> inHand = new ArrayList<>();
    for (int i = 0; i < Math.min(orders, taken); i++) {
      inHand.add(queue.take());
    }
    inHand.reversed().forEach(queue::giveBack);

    // When
    List<Long> all = takeAll(queue);

    // Then
    assertThat(all).hasSize(orders).isSorted();
  }

  @Property
  void evenly_spaced_orders_take_the_memory_of_one(
      @ForAll @IntRange(min = 1, max = 1000) int orders,
      @ForAll @IntRange(max = 1000) int spacing) {
    // Given
    OrderQueue queue = new OrderQueue();

    // When
    for (int i = 0; i < orders; i++) {
      queue.add((long) i * spacing);
    }

    // Then
    assertThat(queue.runs()).isEqualTo(1);
  }

  private static List<Long> takeAll(OrderQueue queue) {
    List<Long> all = new ArrayList<>();
    while (!queue.isEmpty()) {
      all.add(queue.take());
    }
    return all;
  }
}
