package io.groundswell.consumer;

import io.groundswell.messages.Json;
import io.groundswell.messages.Receipt;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Sends receipts to the channel {@code receipts}, or nowhere where they are switched off. */
@ApplicationScoped
class ChannelReceipts implements Receipts {

  private final boolean enabled;
  private final MutinyEmitter<byte[]> channel;

  /**
   * @param channel without a bound of its own: no more wait in it than orders are in hand
   */
  ChannelReceipts(
      Settings settings,
      @Channel("receipts") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> channel) {
    enabled = settings.receipts();
    this.channel = channel;
  }

  @Override
  public Uni<Void> send(Receipt receipt, Delivery about) {
    if (!enabled) {
      return Uni.createFrom().voidItem();
    }
    Message<byte[]> message = Message.of(Json.write(receipt), Metadata.of(receipt, about));
    return channel.sendMessage(message);
  }
}
