package io.groundswell.triggers;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads RabbitMQ over its management API. */
final class RabbitMqHttpTrigger implements Trigger {

  private final RabbitMqSettings settings;
  private final String url;
  private final Map<String, String> headers = new HashMap<>();
  private final Http http;

  RabbitMqHttpTrigger(RabbitMqSettings settings) throws TriggerException {
    Endpoint endpoint = endpoint(settings);
    this.settings = settings;
    this.url =
        endpoint.origin()
            + RabbitMqManagement.request(
                RabbitMqManagement.Location.of(endpoint.path(), settings.vhostName()), settings);
    endpoint.basic().ifPresent(value -> headers.put("Authorization", value));
    this.http = new Http(settings.timeout().orElse(Http.DEFAULT_TIMEOUT));
  }

  /** The host of the settings, with the user that they put in its place. */
  static Endpoint endpoint(RabbitMqSettings settings) throws TriggerException {
    if (!settings.special().isEmpty()) {
      throw new TriggerException(
          settings.special() + " of a rabbitmq trigger is not supported when it is read live");
    }
    return Endpoint.of(settings.host())
        .orElseThrow(() -> new TriggerException("host of a rabbitmq trigger is not a URL"))
        .as(settings.username(), settings.password());
  }

  @Override
  public String metricName() {
    return settings.metricName();
  }

  @Override
  public double target() {
    return settings.target();
  }

  @Override
  public double activation() {
    return settings.activation();
  }

  @Override
  public Measurement measure() throws TriggerException {
    Http.Answer answer;
    try {
      answer = http.get(url, headers);
    } catch (IOException e) {
      throw RabbitMqManagement.failed(e.getMessage(), e);
    }
    RabbitMqQueue queue = RabbitMqManagement.read(settings, answer.status(), answer.body(), url);
    return settings.mode().measure(queue, settings.activation());
  }

  @Override
  public void close() {
    http.close();
  }
}
