package io.groundswell.producer;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.groundswell.messages.Json;
import io.groundswell.messages.Order;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Takes everything from a queue. */
final class QueueReader {

  private QueueReader() {}

  static List<Order> drain(URI broker, String queue) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(broker);
    List<Order> orders = new ArrayList<>();
    try (Connection connection = factory.newConnection();
        Channel channel = connection.createChannel()) {
      GetResponse message = channel.basicGet(queue, true);
      while (message != null) {
        orders.add(Json.readOrder(message.getBody()));
        message = channel.basicGet(queue, true);
      }
    }
    return orders;
  }
}
