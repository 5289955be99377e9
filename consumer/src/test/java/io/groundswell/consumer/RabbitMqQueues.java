package io.groundswell.consumer;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.groundswell.brokers.Broker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The queues of RabbitMQ. */
final class RabbitMqQueues extends TestQueues {

  private final Broker broker;
  private Connection connection;
  private Channel channel;

  RabbitMqQueues(Broker broker) throws Exception {
    super(broker);
    this.broker = broker;
    reconnect();
  }

  @Override
  void reconnect() throws Exception {
    if (connection != null) {
      connection.abort();
    }
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(broker.address());
    connection = factory.newConnection();
    channel = connection.createChannel();
    channel.confirmSelect();
  }

  @Override
  void publish(String type, byte[] body) throws Exception {
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder()
            .deliveryMode(2)
            .contentType(type)
            .contentEncoding("gzip")
            .build();
    channel.basicPublish("", ORDERS, properties, body);
    channel.waitForConfirmsOrDie(PATIENCE.toMillis());
  }

  @Override
  List<byte[]> takeReceipts() throws IOException {
    return take("orders.receipts").stream().map(GetResponse::getBody).toList();
  }

  @Override
  List<DeadLetter> takeDeadLetters() throws IOException {
    return take("orders.dlq").stream()
        .map(
            letter ->
                new DeadLetter(
                    letter.getProps().getHeaders().get("dead-letter-reason").toString(),
                    letter.getBody()))
        .toList();
  }

  private List<GetResponse> take(String queue) throws IOException {
    List<GetResponse> taken = new ArrayList<>();
    for (GetResponse message = channel.basicGet(queue, true);
        message != null;
        message = channel.basicGet(queue, true)) {
      taken.add(message);
    }
    return taken;
  }

  @Override
  public void close() {
    connection.abort();
  }
}
