package io.groundswell.consumer.rabbitmq;

import com.rabbitmq.client.AMQP;
import io.groundswell.consumer.Broker;
import io.groundswell.consumer.Delivery;
import io.groundswell.consumer.Outages;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMessage;
import io.vertx.rabbitmq.RabbitMQMessage;
import io.vertx.rabbitmq.RabbitMQOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;

/** The broker of the connector {@code smallrye-rabbitmq}. */
@ApplicationScoped
@Identifier("rabbitmq")
public class RabbitMq implements Broker, ClientCustomizer<RabbitMQOptions> {

  private final String uri;
  private final String consumerTag;
  private final Link link = new Link();

  RabbitMq(
      @ConfigProperty(name = "AMQP_ADDR") Optional<String> uri,
      @ConfigProperty(name = "mp.messaging.connector.smallrye-rabbitmq.consumer-tag")
          String consumerTag) {
    this.uri = uri.orElse(Address.LOCAL);
    this.consumerTag = consumerTag;
  }

  @Override
  public void start() {
    Outages.OF_BROKER.at(new Address(uri).toString());
  }

  @Override
  public RabbitMQOptions customize(String channel, Config config, RabbitMQOptions options) {
    new Address(uri).into(options);
    link.bound(config.getOptionalValue("max-outstanding-messages", Integer.class).orElse(1));
    options.setMetricsCollector(link);
    return options;
  }

  @Override
  public List<Delivery> deliveries(Message<?> message) {
    Instant now = Instant.now();
    RabbitMQMessage raw = message.unwrap(IncomingRabbitMQMessage.class).message;
    long tag = raw.envelope().getDeliveryTag();
    Session session = link.session();
    if (!session.brought(tag)) {
      return List.of();
    }
    AMQP.BasicProperties properties = (AMQP.BasicProperties) raw.properties();
    return List.of(
        new RabbitDelivery(session, tag, properties, (byte[]) message.getPayload(), now));
  }

  @Override
  public boolean connected() {
    Session session = link.session();
    return session != null && session.consuming();
  }

  @Override
  public Uni<Void> stopTaking() {
    Outages.OF_BROKER.leaving();
    return connected() ? link.session().cancel(consumerTag) : Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> settled() {
    return connected() ? link.session().told() : Uni.createFrom().voidItem();
  }
}
