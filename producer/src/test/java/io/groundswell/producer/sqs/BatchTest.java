package io.groundswell.producer.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.messages.Order;
import io.groundswell.producer.Outlet.Confirmation;
import io.groundswell.producer.sqs.Batch.Waiting;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;

class BatchTest {

  private static final int ENVELOPE = 200;

  @Property(tries = 200)
  void everythingGoesOnceInItsOrderAndWithinTheBounds(
      @ForAll @NotEmpty List<@IntRange(max = 400_000) Integer> sizes) throws InterruptedException {
    // Given
    BlockingDeque<Waiting> waiting = new LinkedBlockingDeque<>();
    for (int i = 0; i < sizes.size(); i++) {
      waiting.add(order(i, sizes.get(i)));
    }
    List<Waiting> all = List.copyOf(waiting);

    // When
    List<List<Waiting>> batches = new ArrayList<>();
    while (!waiting.isEmpty()) {
      batches.add(Batch.take(waiting));
    }

    // Then
    assertThat(batches.stream().flatMap(List::stream)).containsExactlyElementsOf(all);
    assertThat(batches)
        .allSatisfy(
            batch -> {
              assertThat(batch).hasSizeBetween(1, Batch.MOST);
              int bytes = batch.stream().mapToInt(Waiting::bytes).sum();
              assertThat(batch.size() == 1 || bytes <= Batch.MOST_BYTES).isTrue();
            });
  }

  private static Waiting order(int sequence, int size) {
    Order order = new Order("o-" + sequence, "run", sequence, Instant.EPOCH, "");
    return new Waiting(order, "", ENVELOPE + size, new Ignored());
  }

  private static final class Ignored implements Confirmation {

    @Override
    public void placed() {}

    @Override
    public void failed(IOException reason) {}
  }
}
