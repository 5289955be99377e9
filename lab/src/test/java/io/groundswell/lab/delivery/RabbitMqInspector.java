package io.groundswell.lab.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import io.groundswell.brokers.BrokerKind;
import java.util.Map;
import java.util.function.Consumer;

final class RabbitMqInspector extends Inspector {

  private static final int CLOSE_MILLIS = 2_000;
  private static final int CONFIRM_MILLIS = 10_000;

  private final ConnectionFactory factory = new ConnectionFactory();
  private Connection connection;
  private Channel channel;

  RabbitMqInspector(Map<String, String> environment) {
    try {
      factory.setUri(environment.get("AMQP_ADDR"));
    } catch (Exception e) {
      throw new IllegalArgumentException(e);
    }
    factory.setAutomaticRecoveryEnabled(false);
  }

  @Override
  void send(String text) throws Exception {
    channel()
        .basicPublish("", ORDERS, MessageProperties.PERSISTENT_TEXT_PLAIN, text.getBytes(UTF_8));
    channel().waitForConfirmsOrDie(CONFIRM_MILLIS);
  }

  @Override
  void take(Consumer<byte[]> receipts, Consumer<byte[]> deadLetters) throws Exception {
    takeSome(BrokerKind.RABBITMQ.receipts(ORDERS), receipts);
    takeSome(BrokerKind.RABBITMQ.deadLetters(ORDERS), deadLetters);
  }

  private void takeSome(String queue, Consumer<byte[]> reader) throws Exception {
    long last = -1;
    for (int i = 0; i < MOST; i++) {
      GetResponse message = channel().basicGet(queue, false);
      if (message == null) {
        break;
      }
      reader.accept(message.getBody());
      last = message.getEnvelope().getDeliveryTag();
    }
    if (last >= 0) {
      channel().basicAck(last, true);
    }
  }

  private Channel channel() throws Exception {
    if (channel == null || !channel.isOpen()) {
      close();
      connection = factory.newConnection("inspector");
      channel = connection.createChannel();
      channel.confirmSelect();
    }
    return channel;
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.abort(CLOSE_MILLIS);
    }
  }
}
