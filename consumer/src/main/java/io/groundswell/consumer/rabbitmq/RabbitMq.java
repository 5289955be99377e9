package io.groundswell.consumer.rabbitmq;

import com.rabbitmq.client.AMQP;
import io.groundswell.consumer.Broker;
import io.groundswell.consumer.Delivery;
import io.groundswell.consumer.InvalidSettingException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMessage;
import io.vertx.rabbitmq.RabbitMQMessage;
import io.vertx.rabbitmq.RabbitMQOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;

/** The broker of the connector {@code smallrye-rabbitmq}. */
@ApplicationScoped
public class RabbitMq implements Broker, ClientCustomizer<RabbitMQOptions> {

  private final String uri;
  private final String consumerTag;
  private final Link link = new Link();

  RabbitMq(
      @ConfigProperty(name = "AMQP_ADDR") Optional<String> uri,
      @ConfigProperty(name = "mp.messaging.incoming.orders.consumer-tag") String consumerTag) {
    this.uri = uri.orElse(Address.LOCAL);
    this.consumerTag = consumerTag;
  }

  /** Ends the process with one line where the address is none, before anything connects. */
  void check(@Observes @Priority(2) StartupEvent event) {
    try {
      Outages.OF_BROKER.at(new Address(uri));
    } catch (InvalidSettingException e) {
      throw new ConfigurationException(e.getMessage());
    }
  }

  @Override
  public RabbitMQOptions customize(String channel, Config config, RabbitMQOptions options) {
    new Address(uri).into(options);
    link.bound(config.getOptionalValue("max-outstanding-messages", Integer.class).orElse(1));
    options.setMetricsCollector(link);
    return options;
  }

  @Override
  public Optional<Delivery> delivery(Message<byte[]> message) {
    Instant now = Instant.now();
    RabbitMQMessage raw = message.unwrap(IncomingRabbitMQMessage.class).message;
    long tag = raw.envelope().getDeliveryTag();
    Session session = link.session();
    if (!session.brought(tag)) {
      return Optional.empty();
    }
    AMQP.BasicProperties properties = (AMQP.BasicProperties) raw.properties();
    return Optional.of(new RabbitDelivery(session, tag, properties, message.getPayload(), now));
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
}
