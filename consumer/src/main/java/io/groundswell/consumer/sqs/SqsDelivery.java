package io.groundswell.consumer.sqs;

import io.groundswell.consumer.Delivery;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** A message that this replica holds. */
record SqsDelivery(Hands hands, Queue queue, QueueUrls urls, Hold hold, Instant arrivedAt)
    implements Delivery {

  private static final int MOST_ATTRIBUTES = 10;

  @Override
  public byte[] body() {
    return message().body().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean lost() {
    return hold.lost();
  }

  @Override
  public Uni<Void> receipt(byte[] json) {
    return queue.send(urls.receipts(), new String(json, StandardCharsets.UTF_8), Map.of());
  }

  @Override
  public Uni<Void> acknowledge() {
    return queue.delete(message().receiptHandle());
  }

  /**
   * The reason travels as an attribute, named as the headers of the other brokers. The queue's own
   * redrive policy would move the message too, but late and without a reason.
   */
  @Override
  public Uni<Void> deadLetter(String reason) {
    return queue
        .send(
            urls.deadLetters(), message().body(), explained(message().messageAttributes(), reason))
        .chain(this::acknowledge);
  }

  @Override
  public Uni<Boolean> giveBack() {
    return queue.release(message().receiptHandle()).replaceWith(true);
  }

  private Message message() {
    return hold.message();
  }

  @Override
  public void ended() {
    hands.ended(message().receiptHandle());
  }

  /** With the reason, and of the message's own attributes as many as SQS takes. */
  static Map<String, MessageAttributeValue> explained(
      Map<String, MessageAttributeValue> attributes, String reason) {
    Map<String, MessageAttributeValue> all = new LinkedHashMap<>();
    all.put(
        "dead-letter-reason",
        MessageAttributeValue.builder().dataType("String").stringValue(text(reason)).build());
    attributes.forEach(
        (name, value) -> {
          if (all.size() < MOST_ATTRIBUTES) {
            all.putIfAbsent(name, value);
          }
        });
    return all;
  }

  /** SQS refuses most control characters. */
  private static String text(String reason) {
    String printable = reason.replaceAll("[^\\P{C}\\t]", "?");
    return printable.isBlank() ? "?" : printable;
  }
}
