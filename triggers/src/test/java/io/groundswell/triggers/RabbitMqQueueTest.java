package io.groundswell.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RabbitMqQueueTest {

  @Property
  void averagesLieBetweenZeroAndTheMaximum(
      @ForAll @Size(min = 1, max = 10) List<@net.jqwik.api.From("queues") RabbitMqQueue> queues) {
    RabbitMqQueue average = RabbitMqQueue.composed(queues, "avg").orElseThrow();
    RabbitMqQueue max = RabbitMqQueue.composed(queues, "max").orElseThrow();
    assertThat(average.messages()).isBetween(0L, max.messages());
    assertThat(average.ready()).isBetween(0L, max.ready());
    assertThat(average.publishRate()).isBetween(0.0, max.publishRate() + 1e-9);
    assertThat(average.deliverGetRate()).isBetween(0.0, max.deliverGetRate() + 1e-9);
  }

  @Property
  void oneQueueIsItselfHoweverItIsComposed(@ForAll("queues") RabbitMqQueue queue) {
    for (String operation : List.of("sum", "avg", "max")) {
      assertThat(RabbitMqQueue.composed(List.of(queue), operation)).contains(queue);
    }
  }

  @Test
  void unknownOperationsAreNoticedOnlyIfThereIsAQueue() {
    assertThat(RabbitMqQueue.composed(List.of(), "median")).contains(new RabbitMqQueue(0, 0, 0, 0));
    assertThat(RabbitMqQueue.composed(List.of(new RabbitMqQueue(1, 1, 0, 0)), "median")).isEmpty();
  }

  @Provide
  Arbitrary<RabbitMqQueue> queues() {
    Arbitrary<Long> counts = Arbitraries.longs().between(0, 1_000_000);
    Arbitrary<Double> rates = Arbitraries.doubles().between(0, 10_000);
    return Combinators.combine(counts, counts, rates, rates).as(RabbitMqQueue::new);
  }
}
