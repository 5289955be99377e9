package io.groundswell.consumer.rabbitmq;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.connector.OutboundConnector;
import io.smallrye.reactive.messaging.providers.helpers.MultiUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * Sends a receipt over the AMQP channel that brought its order, and acknowledges it when the broker
 * has confirmed it.
 *
 * <p>The connector {@code smallrye-rabbitmq} would open a second connection, and its publisher
 * loses count of the confirmations when that breaks: receipts then wait for ones that never come.
 */
@ApplicationScoped
@Connector(ReceiptConnector.NAME)
public class ReceiptConnector implements OutboundConnector {

  /** As configuration names it. */
  public static final String NAME = "groundswell-rabbitmq-receipts";

  @Override
  public Flow.Subscriber<? extends Message<?>> getSubscriber(Config config) {
    return MultiUtils.via(
        messages ->
            messages.onItem().transformToUni(ReceiptConnector::send).merge(Integer.MAX_VALUE));
  }

  private static Uni<Void> send(Message<?> message) {
    RabbitDelivery about = message.getMetadata(RabbitDelivery.class).orElseThrow();
    return about
        .receipt((byte[]) message.getPayload())
        .onItemOrFailure()
        .transformToUni(
            (sent, failure) ->
                Uni.createFrom()
                    .completionStage(failure == null ? message.ack() : message.nack(failure)));
  }
}
