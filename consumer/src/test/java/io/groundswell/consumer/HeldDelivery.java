package io.groundswell.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A delivery that writes down how it ended. */
final class HeldDelivery implements Delivery {

  static final Instant ARRIVED = Instant.parse("2026-01-02T12:00:00Z");

  final List<String> ends = new CopyOnWriteArrayList<>();
  private final String body;
  boolean lost;
  boolean lostOnceBegun;
  boolean gone = true;
  boolean ended;

  HeldDelivery(String body) {
    this.body = body;
  }

  static HeldDelivery order(int sequence) {
    return new HeldDelivery(
        """
        {"id":"o-%d","run":"r","sequence":%d,"createdAt":"2026-01-02T11:59:59Z"}
        """
            .formatted(sequence, sequence));
  }

  @Override
  public byte[] body() {
    return body.getBytes(UTF_8);
  }

  @Override
  public Instant arrivedAt() {
    return ARRIVED;
  }

  @Override
  public boolean lost() {
    return lost;
  }

  @Override
  public boolean begin() {
    boolean begun = !lost;
    lost |= lostOnceBegun;
    return begun;
  }

  @Override
  public void ended() {
    ended = true;
  }

  @Override
  public Uni<Void> acknowledge() {
    return end("acknowledged");
  }

  @Override
  public Uni<Void> deadLetter(String reason) {
    return end("dead: " + reason);
  }

  @Override
  public Uni<Boolean> giveBack() {
    return end("given back").replaceWith(gone);
  }

  @Override
  public Uni<Void> receipt(byte[] json) {
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> end(String how) {
    return Uni.createFrom().voidItem().invoke(() -> ends.add(how));
  }
}
