package io.groundswell.lab;

import io.groundswell.brokers.Broker;
import io.groundswell.brokers.BrokerException;
import io.groundswell.brokers.BrokerKind;
import io.groundswell.brokers.ExternalKafka;
import io.groundswell.brokers.ExternalRabbitMq;
import io.groundswell.brokers.ExternalSqs;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brokers that are already there, as options and environment variables name them. */
final class ExternalBrokers {

  private static final Pattern HOST_OF_AWS =
      Pattern.compile("sqs\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?");

  private final Map<String, String> environment;
  private final String url;
  private final String managementUrl;

  /**
   * @param url {@code --broker-url}, or null
   * @param managementUrl {@code --management-url}, or null
   */
  ExternalBrokers(Map<String, String> environment, String url, String managementUrl) {
    this.environment = environment;
    this.url = url;
    this.managementUrl = managementUrl;
  }

  /**
   * Which kind is meant.
   *
   * @param option {@code --broker}, or null
   * @throws LabException if there is no such kind
   */
  BrokerKind kind(String option) {
    String name = given(option, "BROKER").orElse(BrokerKind.RABBITMQ.toString());
    try {
      return BrokerKind.of(name);
    } catch (BrokerException e) {
      throw new LabException("--broker (or BROKER): " + e.getMessage(), e);
    }
  }

  /**
   * The broker of that kind, not started; empty if none is named.
   *
   * @throws LabException if it is named wrongly
   */
  Optional<Broker> find(BrokerKind kind) {
    try {
      return switch (kind) {
        case RABBITMQ -> given(url, "AMQP_ADDR").map(this::rabbitMq);
        case KAFKA ->
            given(url, "KAFKA_BOOTSTRAP_SERVERS")
                .map(
                    servers ->
                        new ExternalKafka(servers, ExternalKafka.clientProperties(environment)));
        case SQS -> given(url, "SQS_QUEUE_URL").map(this::sqs);
      };
    } catch (BrokerException e) {
      throw new LabException(e.getMessage(), e);
    }
  }

  /** The queue that is named along with the broker: only SQS' address is that of a queue. */
  Optional<String> queue(BrokerKind kind) {
    return kind == BrokerKind.SQS
        ? given(url, "SQS_QUEUE_URL").map(queue -> queue.substring(queue.lastIndexOf('/') + 1))
        : Optional.empty();
  }

  private Broker rabbitMq(String address) {
    try {
      URI uri = new URI(address);
      if (uri.getHost() != null
          && ("amqp".equals(uri.getScheme()) || "amqps".equals(uri.getScheme()))) {
        return new ExternalRabbitMq(address, Optional.of(management(uri).toString()));
      }
    } catch (URISyntaxException e) {
      // said below, without the URL: it may hold a password
    }
    throw new LabException(
        "--broker-url (or AMQP_ADDR) is no AMQP address: it must be"
            + " amqp://user:password@host:port/vhost");
  }

  private URI management(URI amqp) {
    try {
      Optional<String> named = given(managementUrl, "RABBITMQ_MANAGEMENT_URL");
      if (named.isPresent()) {
        return new URI(named.get());
      }
      boolean tls = amqp.getScheme().equals("amqps");
      return new URI(
          tls ? "https" : "http", null, amqp.getHost(), tls ? 15671 : 15672, null, null, null);
    } catch (URISyntaxException e) {
      throw new LabException(
          "--management-url (or RABBITMQ_MANAGEMENT_URL) is no address: it must be"
              + " http://host:15672");
    }
  }

  private Broker sqs(String queueUrl) {
    URI queue = uri("--broker-url (or SQS_QUEUE_URL)", queueUrl);
    if (queue.getPath() == null || !queue.getPath().matches("/[^/]+/[A-Za-z0-9_-]+")) {
      throw new LabException(
          "--broker-url (or SQS_QUEUE_URL) is "
              + queueUrl
              + ", must be https://sqs.REGION.amazonaws.com/ACCOUNT/QUEUE");
    }
    Matcher host = HOST_OF_AWS.matcher(queue.getHost());
    Optional<String> ofUrl = host.matches() ? Optional.of(host.group(1)) : Optional.empty();
    Optional<String> region = given(null, "AWS_REGION").or(() -> ofUrl);
    if (region.isEmpty()) {
      throw new LabException("AWS_REGION is missing: set it to the region of " + queueUrl);
    }
    if (ofUrl.isPresent() && !ofUrl.equals(region)) {
      throw new LabException(
          "AWS_REGION is "
              + region.get()
              + ", but the queue "
              + queueUrl
              + " is of "
              + ofUrl.get()
              + ": set AWS_REGION to that");
    }
    Optional<URI> endpoint =
        given(null, "AWS_ENDPOINT_URL_SQS").map(text -> uri("AWS_ENDPOINT_URL_SQS", text));
    if (ofUrl.isEmpty() && endpoint.isEmpty()) {
      throw new LabException(
          "SQS_QUEUE_URL is of no region of AWS ("
              + queueUrl
              + "): set AWS_ENDPOINT_URL_SQS to the emulator's address");
    }
    return new ExternalSqs(region.get(), endpoint);
  }

  private static URI uri(String name, String text) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new LabException(name + " is " + text + ", which is no address such as http://host:9324");
  }

  private Optional<String> given(String option, String variable) {
    return Optional.ofNullable(option)
        .or(() -> Optional.ofNullable(environment.get(variable)))
        .filter(text -> !text.isBlank());
  }
}
