package io.groundswell.triggers;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Reads Prometheus by an instant query. */
final class PrometheusTrigger implements Trigger {

  private final PrometheusSettings settings;
  private final Endpoint endpoint;
  private final Map<String, String> headers;
  private final Http http;
  private final Clock clock = Clock.systemUTC();

  PrometheusTrigger(PrometheusSettings settings) throws TriggerException {
    if (!settings.special().isEmpty()) {
      throw new TriggerException(
          settings.special() + " of a prometheus trigger is not supported when it is read live");
    }
    this.settings = settings;
    this.endpoint =
        Endpoint.of(settings.serverAddress())
            .orElseThrow(
                () -> new TriggerException("serverAddress of a prometheus trigger is not a URL"));
    this.headers = new HashMap<>(settings.customHeaders());
    endpoint.basic().ifPresent(value -> headers.put("Authorization", value));
    headers.putAll(settings.auth().headers());
    this.http = new Http(settings.timeout().orElse(Http.DEFAULT_TIMEOUT));
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
    String url = endpoint.origin() + endpoint.path() + request(settings, clock.instant());
    Http.Answer answer;
    try {
      answer = http.get(url, headers);
    } catch (IOException e) {
      throw new TriggerException("error executing prometheus query: " + e.getMessage(), e);
    }
    double value =
        PrometheusAnswer.read(
            answer.status(), answer.body(), settings.query(), settings.ignoreNullValues());
    return Measurement.of(value, value > settings.activation());
  }

  /** Path and query of the request at a moment. */
  static String request(PrometheusSettings settings, Instant now) {
    StringBuilder request = new StringBuilder("/api/v1/query?query=");
    request.append(GoText.queryEscape(settings.query()));
    request.append("&time=").append(now.truncatedTo(ChronoUnit.SECONDS));
    if (!settings.namespace().isEmpty()) {
      request.append("&namespace=").append(GoText.queryEscape(settings.namespace()));
    }
    settings
        .queryParameters()
        .forEach(
            (key, value) ->
                request
                    .append('&')
                    .append(GoText.queryEscape(key))
                    .append('=')
                    .append(GoText.queryEscape(value)));
    return request.toString();
  }

  @Override
  public void close() {
    http.close();
  }
}
