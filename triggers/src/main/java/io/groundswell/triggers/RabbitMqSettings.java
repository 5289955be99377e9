package io.groundswell.triggers;

import static io.groundswell.triggers.Config.Place.AUTH;
import static io.groundswell.triggers.Config.Place.ENV;
import static io.groundswell.triggers.Config.Place.METADATA;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings of a {@code rabbitmq} trigger, by the rules of KEDA's {@code rabbitmq_scaler.go}.
 *
 * @param metricName the external metric's name
 * @param queueName a queue, or a regular expression with {@code useRegex}
 * @param host URL with or without user and password
 * @param vhostName virtual host that goes before the URL's, "" for the URL's
 * @param mode what is measured
 * @param target of one replica
 * @param activation active above this
 * @param useRegex {@code queueName} is a regular expression
 * @param excludeUnacknowledged count ready messages only
 * @param pageSize how many queues one answer may hold
 * @param operation how several queues make one value; KEDA checks it when they do
 * @param timeout of a request, if not KEDA's own
 * @param username beside the URL, "" for the URL's
 * @param password beside the URL, "" for the URL's
 * @param special what live reading can't do, in words; "" if it can all
 */
record RabbitMqSettings(
    String metricName,
    String queueName,
    String host,
    Protocol protocol,
    String vhostName,
    RabbitMqMode mode,
    double target,
    double activation,
    boolean useRegex,
    boolean excludeUnacknowledged,
    long pageSize,
    String operation,
    Optional<Duration> timeout,
    String username,
    String password,
    String special)
    implements TriggerSettings {

  /** How the broker is asked. */
  enum Protocol {
    HTTP,
    AMQP
  }

  private static final double DEFAULT_QUEUE_LENGTH = 20;
  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):.*");

  static RabbitMqSettings parse(TriggerSpec spec) throws TriggerException {
    Config config = new Config(spec);
    String queueName = config.required("queueName", METADATA);
    String mode = config.textOr("mode", "Unknown", METADATA);
    double queueLength = config.number("queueLength", 0);
    double value = config.number("value", 0);
    double activation = config.number("activationValue", 0);
    String host = config.required("host", METADATA, AUTH, ENV);
    String protocol = config.textOr("protocol", "auto", METADATA, AUTH);
    String vhostName = config.text("vhostName", METADATA, AUTH);
    boolean useRegex = config.flag("useRegex", false, METADATA);
    boolean excludeUnacknowledged = config.flag("excludeUnacknowledged", false, METADATA);
    long pageSize = config.whole("pageSize", 100);
    String operation = config.textOr("operation", "sum", METADATA);
    Optional<Duration> timeout = config.duration("timeout");
    String username = config.text("username", AUTH, ENV);
    String password = config.text("password", AUTH, ENV);
    String tls = config.textOr("tls", "disable", AUTH);
    boolean unsafeSsl = config.flag("unsafeSsl", false, METADATA);
    boolean identity = !config.text("workloadIdentityResource", AUTH).isEmpty();
    config.check();

    if (!tls.equals("enable") && !tls.equals("disable")) {
      config.problem("incorrect value for TLS, must be enable or disable");
    }
    if (config.text("cert", AUTH).isEmpty() != config.text("key", AUTH).isEmpty()) {
      config.problem("both key and certificate must be provided");
    }
    if (pageSize < 1) {
      config.problem("pageSize is " + pageSize + ", should be 1 or greater");
    }
    if (username.isEmpty() != password.isEmpty()) {
      config.problem("username and password must be given together");
    }
    Protocol asked = protocol(config, protocol, host);
    if (asked == Protocol.AMQP) {
      httpOnly(config, "workload identity", identity);
      httpOnly(config, "useRegex=true", useRegex);
      httpOnly(config, "excludeUnacknowledged=true", excludeUnacknowledged);
    }
    boolean oauth = checkOauth(config, asked, !username.isEmpty(), identity);
    Goal goal = goal(config, queueLength, mode, value, asked, timeout);
    config.check();

    String special =
        tls.equals("enable")
            ? "tls=enable"
            : unsafeSsl ? "unsafeSsl=true" : oauth ? "OAuth2" : identity ? "workload identity" : "";
    return new RabbitMqSettings(
        MetricNames.rabbitMq(spec.index(), queueName),
        queueName,
        host,
        asked,
        vhostName,
        goal.mode,
        goal.value,
        activation,
        useRegex,
        excludeUnacknowledged,
        pageSize,
        operation,
        timeout,
        username,
        password,
        special);
  }

  private static Protocol protocol(Config config, String protocol, String host) {
    switch (protocol) {
      case "http":
        return Protocol.HTTP;
      case "amqp":
        return Protocol.AMQP;
      case "auto":
        Matcher url = SCHEME.matcher(host);
        String scheme = url.matches() ? url.group(1).toLowerCase(Locale.ROOT) : "";
        switch (scheme) {
          case "http", "https":
            return Protocol.HTTP;
          case "amqp", "amqps":
            return Protocol.AMQP;
          default:
            config.problem("unknown host URL scheme: `" + scheme + "`, must be http(s) or amqp(s)");
            return Protocol.HTTP;
        }
      default:
        config.problem(
            "the protocol has to be either `amqp`, `http`, or `auto` but is `" + protocol + "`");
        return Protocol.HTTP;
    }
  }

  private static void httpOnly(Config config, String what, boolean given) {
    if (given) {
      config.problem(what + " needs protocol http");
    }
  }

  private static boolean checkOauth(
      Config config, Protocol protocol, boolean basic, boolean identity) {
    boolean uri = !config.text("oauthTokenURI", AUTH).isEmpty();
    boolean id = !config.text("clientID", AUTH).isEmpty();
    boolean secret = !config.text("clientSecret", AUTH).isEmpty();
    if (!uri && !id && !secret) {
      return false;
    }
    if (!uri || !id || !secret) {
      config.problem("OAuth2 needs all of oauthTokenURI, clientID and clientSecret");
    }
    if (protocol == Protocol.AMQP) {
      config.problem("OAuth2 needs protocol http");
    }
    if (basic || identity) {
      config.problem(
          "OAuth2 cannot be combined with username and password or with workload identity");
    }
    return true;
  }

  private record Goal(RabbitMqMode mode, double value) {}

  /**
   * The three ways to say what is measured: nothing, the old {@code queueLength}, mode and value.
   */
  private static Goal goal(
      Config config,
      double queueLength,
      String mode,
      double value,
      Protocol protocol,
      Optional<Duration> timeout) {
    boolean hasMode = !mode.equals("Unknown");
    boolean hasValue = value != 0;
    if (queueLength != 0) {
      if (hasMode || hasValue) {
        config.problem("queueLength is deprecated; use mode and value");
      }
      return new Goal(RabbitMqMode.QUEUE_LENGTH, queueLength);
    }
    if (!hasMode && !hasValue) {
      return new Goal(RabbitMqMode.QUEUE_LENGTH, DEFAULT_QUEUE_LENGTH);
    }
    if (!hasMode) {
      config.problem("mode must be specified");
    }
    if (!hasValue) {
      config.problem("value must be specified");
    }
    Optional<RabbitMqMode> known = RabbitMqMode.of(mode);
    if (hasMode && known.isEmpty()) {
      config.problem(
          "trigger mode " + mode + " must be one of " + String.join(", ", RabbitMqMode.names()));
    }
    RabbitMqMode chosen = known.orElse(RabbitMqMode.QUEUE_LENGTH);
    if (chosen != RabbitMqMode.QUEUE_LENGTH && protocol == Protocol.AMQP) {
      config.problem("protocol amqp not supported; must be HTTP to use trigger mode " + mode);
    }
    if (protocol == Protocol.AMQP && timeout.isPresent()) {
      config.problem("AMQP protocol doesn't support custom timeouts: " + timeout.get());
    }
    return new Goal(chosen, value);
  }

  /** Leaves out host, user and password. */
  @Override
  public String toString() {
    return "RabbitMqSettings[" + metricName + ", " + mode + ", target=" + target + "]";
  }
}
