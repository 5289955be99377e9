package io.groundswell.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.messages.Receipt;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderHandlerTest {

  private static final Instant NOW = Instant.parse("2026-01-02T12:00:01Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Receipt> receipts = new ArrayList<>();

  @Test
  void theReceiptIsConfirmedBeforeTheAcknowledgement() {
    // Given
    HeldDelivery delivery = HeldDelivery.order(7);
    List<String> endsSeen = new ArrayList<>();
    OrderHandler handler =
        handler(
            0,
            (receipt, about) ->
                Uni.createFrom().voidItem().invoke(() -> endsSeen.addAll(delivery.ends)));

    // When
    handle(handler, delivery);

    // Then
    assertThat(List.of(endsSeen, delivery.ends))
        .containsExactly(List.of(), List.of("acknowledged"));
  }

  @Test
  void theReceiptSaysWhatWasDoneAndWhen() {
    // When
    handle(handler(0, this::take), HeldDelivery.order(7));

    // Then
    assertThat(receipts)
        .containsExactly(
            new Receipt(
                "o-7",
                "r",
                7,
                "pod-a",
                Instant.parse("2026-01-02T11:59:59Z"),
                HeldDelivery.ARRIVED,
                NOW,
                NOW));
  }

  @Test
  void withoutItsReceiptAnOrderGoesBack() {
    // Given
    HeldDelivery delivery = HeldDelivery.order(0);
    OrderHandler handler =
        handler(0, (receipt, about) -> Uni.createFrom().failure(new IOException("refused")));

    // When
    handle(handler, delivery);

    // Then
    assertThat(delivery.ends).containsExactly("given back");
  }

  @Test
  void anOrderWhoseConnectionIsGoneGetsNoReceipt() {
    // Given
    HeldDelivery delivery = HeldDelivery.order(0);
    delivery.lostOnceBegun = true;

    // When
    handle(handler(0, this::take), delivery);

    // Then
    assertThat(receipts).isEmpty();
  }

  @Test
  void whatFailsEveryTimeGoesToTheDeadLetters() {
    // Given
    HeldDelivery delivery = HeldDelivery.order(0);

    // When
    handle(handler(1, this::take), delivery);

    // Then
    assertThat(delivery.ends).containsExactly("dead: failed 3 attempts");
  }

  @Test
  void aSingleAttemptMayBeTheOnlyOne() {
    // Given
    HeldDelivery delivery = HeldDelivery.order(0);

    // When
    handle(handler(1, 1, this::take), delivery);

    // Then
    assertThat(delivery.ends).containsExactly("dead: failed 1 attempt");
  }

  @Test
  void whatFailsUnexpectedlyGoesBack() {
    // Given
    HeldDelivery delivery = HeldDelivery.order(0);
    OrderHandler handler =
        handler(
            0,
            (receipt, about) -> {
              throw new IllegalStateException("out of the blue");
            });

    // When
    handle(handler, delivery);

    // Then
    assertThat(delivery.ends).containsExactly("given back");
  }

  @Test
  void whatTheBrokerTakesNotBackIsTriedAgain() {
    // Given
    HeldDelivery delivery = HeldDelivery.order(0);
    delivery.gone = false;
    List<Receipt> refused = new ArrayList<>();
    OrderHandler handler =
        handler(
            0,
            (receipt, about) -> {
              if (refused.isEmpty()) {
                refused.add(receipt);
                return Uni.createFrom().failure(new IOException("refused"));
              }
              return Uni.createFrom().voidItem();
            });

    // When
    handle(handler, delivery);

    // Then
    assertThat(delivery.ends).containsExactly("given back", "acknowledged");
  }

  @Test
  void whatIsLostBeforeItsTurnIsNotWorkedOn() {
    // Given
    HeldDelivery delivery = HeldDelivery.order(0);
    delivery.lost = true;

    // When
    handle(handler(1, this::take), delivery);

    // Then
    assertThat(meters.counter("orders.failed").count()).isZero();
  }

  @Test
  void everyFailedAttemptIsCounted() {
    // When
    handle(handler(1, this::take), HeldDelivery.order(0));

    // Then
    assertThat(meters.counter("orders.failed").count()).isEqualTo(3);
  }

  @Test
  void garbageGoesToTheDeadLettersUnworked() {
    // Given
    HeldDelivery garbage = new HeldDelivery("{\"id\":\"a\",\"sequence\":1}");

    // When
    handle(handler(0, this::take), garbage);

    // Then
    assertThat(garbage.ends).containsExactly("dead: message run is missing");
  }

  @Test
  void whereAnyMessageIsWorkItIsDone() {
    // Given
    HeldDelivery message = new HeldDelivery("olá");

    // When
    handle(handler(Settings.Messages.ANY, 0, 1, this::take), message);

    // Then
    assertThat(message.ends).containsExactly("acknowledged");
    assertThat(receipts)
        .extracting(Receipt::orderId)
        .containsExactly(UUID.nameUUIDFromBytes("olá".getBytes(UTF_8)).toString());
  }

  @Test
  void whereAnyMessageIsWorkAnOrderIsStillAnOrder() {
    // When
    handle(handler(Settings.Messages.ANY, 0, 1, this::take), HeldDelivery.order(7));

    // Then
    assertThat(receipts).extracting(Receipt::orderId).containsExactly("o-7");
  }

  @Test
  void theTimeToTheFirstOrderDoneStays() {
    // Given
    OrderHandler handler = handler(0, this::take);
    handle(handler, HeldDelivery.order(0));

    // When
    handle(handler, HeldDelivery.order(1));

    // Then
    assertThat(meters.get("orders.first.done.seconds").gauge().value()).isEqualTo(3);
  }

  private Uni<Void> take(Receipt receipt, Delivery about) {
    return Uni.createFrom().voidItem().invoke(() -> receipts.add(receipt));
  }

  private static void handle(OrderHandler handler, Delivery delivery) {
    handler.handle(delivery).await().atMost(Duration.ofSeconds(30));
  }

  private OrderHandler handler(double failShare, Receipts receipts) {
    return handler(failShare, 3, receipts);
  }

  private OrderHandler handler(double failShare, int attempts, Receipts receipts) {
    return handler(Settings.Messages.ORDERS, failShare, attempts, receipts);
  }

  private OrderHandler handler(
      Settings.Messages messages, double failShare, int attempts, Receipts receipts) {
    Settings settings =
        new Settings(
            "rabbitmq",
            messages,
            WorkTime.parse("0ms"),
            Settings.Mode.WAIT,
            failShare,
            attempts,
            1,
            1,
            true,
            Duration.ofSeconds(25),
            "pod-a",
            false);
    return new OrderHandler(
        settings,
        new Work(settings, new Random(1)),
        receipts,
        new OrderMetrics(meters, NOW.minusSeconds(3)),
        () -> NOW);
  }
}
