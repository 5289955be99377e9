package io.groundswell.triggers;

import static io.groundswell.triggers.Config.Place.AUTH;
import static io.groundswell.triggers.Config.Place.METADATA;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of a {@code prometheus} trigger, by the rules of KEDA's {@code prometheus_scaler.go}.
 *
 * @param metricName the external metric's name
 * @param serverAddress base URL
 * @param query PromQL
 * @param threshold the target of one replica
 * @param activation active above this
 * @param namespace sent as a parameter, "" for none
 * @param queryParameters sent as parameters
 * @param customHeaders sent as headers
 * @param ignoreNullValues no result is 0, not an error
 * @param timeout of a request, if not KEDA's own
 * @param auth how the request shows who asks
 * @param special what live reading can't do, in words; "" if it can all
 */
record PrometheusSettings(
    String metricName,
    String serverAddress,
    String query,
    double threshold,
    double activation,
    String namespace,
    Map<String, String> queryParameters,
    Map<String, String> customHeaders,
    boolean ignoreNullValues,
    Optional<Duration> timeout,
    HttpAuth auth,
    String special)
    implements TriggerSettings {

  static PrometheusSettings parse(TriggerSpec spec) throws TriggerException {
    Config config = new Config(spec);
    HttpAuth auth = HttpAuth.parse(config);
    boolean unsafeSsl = config.flag("unsafeSsl", false, METADATA);
    String region = config.text("awsRegion", METADATA, AUTH);
    if (!auth.modes().isEmpty() && !spec.podIdentity().isEmpty()) {
      config.problem("pod identity cannot be enabled with other auth types");
    }
    PrometheusSettings settings =
        new PrometheusSettings(
            MetricNames.prometheus(spec.index()),
            config.required("serverAddress", METADATA),
            config.required("query", METADATA),
            config.requiredNumber("threshold"),
            config.number("activationThreshold", 0),
            config.text("namespace", METADATA),
            config.map("queryParameters"),
            config.map("customHeaders"),
            config.flag("ignoreNullValues", true, METADATA),
            config.duration("timeout"),
            auth,
            special(auth, unsafeSsl, spec.podIdentity(), region));
    config.check();
    return settings;
  }

  @Override
  public double target() {
    return threshold;
  }

  private static String special(
      HttpAuth auth, boolean unsafeSsl, String podIdentity, String region) {
    for (String mode : auth.modes()) {
      if (mode.equals("tls") || mode.equals("oauth") || mode.equals("apiKey")) {
        return "authModes=" + mode;
      }
    }
    if (unsafeSsl) {
      return "unsafeSsl=true";
    }
    if (!podIdentity.isEmpty()) {
      return "podIdentity " + podIdentity;
    }
    return region.isEmpty() ? "" : "awsRegion";
  }
}
