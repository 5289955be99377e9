package io.groundswell.producer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.groundswell.messages.Order;
import io.groundswell.producer.FakeOutlet.Sent;
import io.groundswell.producer.Placing.Counts;
import io.groundswell.producer.Placing.Limits;
import io.groundswell.producer.input.MadeUp;
import io.groundswell.producer.input.Orders;
import io.groundswell.producer.input.Run;
import io.groundswell.producer.pace.AtOnce;
import io.groundswell.producer.pace.Bounded;
import io.groundswell.producer.pace.Changing;
import io.groundswell.producer.pace.Pace;
import io.groundswell.producer.pace.Rate;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlacingTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final FakeOutlet outlet = new FakeOutlet();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private Placing placing;
  private CompletableFuture<Counts> ending;

  @AfterEach
  void end() {
    if (placing != null) {
      outlet.away(null);
      placing.stop();
    }
  }

  @Test
  void allOrdersArePlacedInTheirOrder() throws Exception {
    // Given
    begin(atOnce(3), new Limits(10, LONG, LONG));
    List<Sent> sent = List.of(next(), next(), next());

    // When
    sent.forEach(order -> outlet.confirm(order));

    // Then
    assertThat(ended()).isEqualTo(new Counts(3, 0, 0, true, Optional.empty()));
    assertThat(sent).extracting(order -> order.order().sequence()).containsExactly(0L, 1L, 2L);
  }

  @Test
  void noMoreOrdersAreUnconfirmedThanMayBe() throws Exception {
    // Given
    begin(atOnce(5), new Limits(2, LONG, LONG));
    Sent first = next();
    next();

    // When
    outlet.confirm(first);

    // Then
    assertThat(next().order().sequence()).isEqualTo(2);
    assertThat(outlet.sent()).isEmpty();
    assertThat(outlet.unconfirmed()).isEqualTo(2);
  }

  @Test
  void unconfirmedOrdersArePlacedAgainWhenTheBrokerIsBack() throws Exception {
    // Given
    begin(atOnce(3), new Limits(2, LONG, LONG));
    Sent first = next();
    Sent second = next();

    // When
    outlet.away(new IOException("gone"));
    await().until(() -> said.contains("away: gone"));
    outlet.back();

    // Then
    assertThat(List.of(next().order(), next().order()))
        .containsExactly(first.order(), second.order());
    assertThat(said).containsExactly("away: gone", "back");
  }

  @Test
  void ordersThatWerePlacedAgainAreCountedOnce() throws Exception {
    // Given
    begin(atOnce(1), new Limits(1, LONG, LONG));
    outlet.fail(next(), new IOException("lost"));

    // When
    outlet.confirm(next());

    // Then
    assertThat(ended()).isEqualTo(new Counts(1, 0, 1, true, Optional.empty()));
  }

  @Test
  void patienceEndsWhereNoConfirmationComes() throws Exception {
    // Given
    begin(atOnce(2), new Limits(10, SHORT, LONG));
    outlet.confirm(next());

    // When
    next();

    // Then
    assertThat(ended())
        .isEqualTo(
            new Counts(
                1,
                1,
                0,
                true,
                Optional.of("gave up after 0.05 s: no confirmation from the broker at fake:1")));
  }

  @Test
  void patienceEndsWhereThereIsNoBroker() throws Exception {
    // Given
    outlet.away(new IOException("nobody there"));

    // When
    begin(atOnce(2), new Limits(10, SHORT, LONG));

    // Then
    assertThat(ended().failure()).contains("gave up after 0.05 s: nobody there");
  }

  @Test
  void brokersThatRefuseAreNotAskedAgain() {
    // Given
    outlet.away(new RefusedException("go away", null));
    begin(atOnce(2), new Limits(10, LONG, LONG));

    // When
    var thrown = assertThatThrownBy(() -> ending.get(10, SECONDS));

    // Then
    thrown.isInstanceOf(ExecutionException.class).hasRootCauseInstanceOf(RefusedException.class);
    assertThat(placing.counts().failure()).contains("go away");
  }

  @Test
  void ordersThatAreRefusedEndTheRun() throws Exception {
    // Given
    begin(atOnce(3), new Limits(10, LONG, LONG));
    Sent first = next();

    // When
    outlet.fail(first, new RefusedException("too large", null));

    // Then
    assertThatThrownBy(() -> ending.get(10, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(RefusedException.class);
    assertThat(placing.counts().failure()).contains("too large");
  }

  @Test
  void stoppedRunsWaitForWhatIsOutstanding() throws Exception {
    // Given
    begin(new AtOnce(), new Limits(2, LONG, LONG));
    Sent first = next();
    Sent second = next();
    placing.stop();

    // When
    outlet.confirm(first);
    outlet.confirm(second);

    // Then
    assertThat(ended()).isEqualTo(new Counts(2, 0, 0, true, Optional.empty()));
  }

  @Test
  void stoppedRunsDoNotWaitForLong() throws Exception {
    // Given
    begin(new AtOnce(), new Limits(2, LONG, SHORT));
    next();
    next();

    // When
    placing.stop();

    // Then
    assertThat(ended()).isEqualTo(new Counts(0, 2, 0, true, Optional.empty()));
  }

  @Test
  void stoppedRunsPlaceAgainWhatCameBack() throws Exception {
    // Given
    begin(new AtOnce(), new Limits(1, LONG, LONG));
    Sent first = next();
    placing.stop();
    outlet.fail(first, new IOException("lost"));

    // When
    outlet.confirm(next());

    // Then
    assertThat(ended()).isEqualTo(new Counts(1, 0, 1, true, Optional.empty()));
  }

  @Test
  void whatIsReadBeforeAnErrorIsPlaced() throws Exception {
    // Given
    Run run = Run.unnamed();
    Orders broken =
        sequence -> {
          if (sequence == 1) {
            throw new IOException("line 2 is bad");
          }
          return new MadeUp(run, "").next(sequence);
        };
    begin(broken, new AtOnce(), new Limits(10, LONG, LONG));

    // When
    outlet.confirm(next());

    // Then
    assertThat(ended()).isEqualTo(new Counts(1, 0, 0, true, Optional.of("line 2 is bad")));
  }

  @Test
  void ordersComeBackWhileTheNextOneIsBeingReadFor() throws Exception {
    // Given
    Run run = Run.unnamed();
    CompletableFuture<Optional<Order>> second = new CompletableFuture<>();
    Orders slow = sequence -> sequence == 0 ? new MadeUp(run, "").next(sequence) : second.join();
    begin(slow, new AtOnce(), new Limits(10, LONG, LONG));
    Sent first = next();

    // When
    outlet.away(null);

    // Then
    assertThat(next().order()).isEqualTo(first.order());
    second.complete(Optional.empty());
  }

  @Test
  void theRateOfARunMayChange() throws Exception {
    // Given
    begin(Changing.from(Rate.none()), new Limits(10, LONG, LONG));
    await().until(outlet::connected);

    // When
    placing.change(Rate.parse("1000/s"));

    // Then
    assertThat(next().order().sequence()).isZero();
    assertThat(next().order().sequence()).isEqualTo(1);
  }

  @Test
  void theRateOfAFixedRunMayNot() {
    // Given
    begin(atOnce(1), new Limits(1, LONG, LONG));

    // When
    var thrown = assertThatThrownBy(() -> placing.change(Rate.none()));

    // Then
    thrown.isInstanceOf(IllegalStateException.class);
  }

  private static Pace atOnce(long count) {
    return Bounded.by(new AtOnce(), count);
  }

  private void begin(Pace pace, Limits limits) {
    begin(new MadeUp(Run.unnamed(), ""), pace, limits);
  }

  private void begin(Orders orders, Pace pace, Limits limits) {
    placing = new Placing(orders, pace, outlet, limits, new Said());
    ending = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                ending.complete(placing.run());
              } catch (IOException | InterruptedException e) {
                ending.completeExceptionally(e);
              }
            });
  }

  private Sent next() throws InterruptedException {
    Sent order = outlet.sent().poll(10, SECONDS);
    assertThat(order).as("the next order").isNotNull();
    return order;
  }

  private Counts ended() throws Exception {
    return ending.get(10, SECONDS);
  }

  private final class Said implements Placing.Listener {

    @Override
    public void away(String reason) {
      said.add("away: " + reason);
    }

    @Override
    public void back() {
      said.add("back");
    }
  }
}
