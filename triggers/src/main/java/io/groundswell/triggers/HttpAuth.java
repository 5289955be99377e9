package io.groundswell.triggers;

import static io.groundswell.triggers.Config.Place.AUTH;
import static io.groundswell.triggers.Config.Place.METADATA;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a request shows who asks, by the rules of KEDA's {@code authentication_types.go}.
 *
 * @param modes from {@code authModes}; empty for none
 * @param headers that the modes add to a request; they are secret
 */
record HttpAuth(List<String> modes, Map<String, String> headers) {

  private static final List<String> KNOWN =
      List.of("apiKey", "basic", "tls", "bearer", "custom", "oauth");
  private static final List<String> EXCLUSIVE = List.of("bearer", "basic", "oauth");

  static HttpAuth parse(Config config) {
    List<String> modes = config.list("authModes", METADATA, AUTH);
    if (modes.isEmpty()) {
      modes = config.list("authMode", METADATA, AUTH);
    }
    if (!KNOWN.containsAll(modes)) {
      config.problem("parameter \"authModes\" must be of " + String.join(", ", KNOWN));
    }
    if (modes.stream().filter(EXCLUSIVE::contains).count() > 1) {
      config.problem(
          "parameter \"authModes\" must contain only one of " + String.join(", ", EXCLUSIVE));
    }
    String bearer = config.textOr("bearerToken", config.text("token", AUTH), AUTH);
    String username = config.text("username", AUTH);
    String header = config.text("customAuthHeader", AUTH);
    String value = config.text("customAuthValue", AUTH);
    need(config, modes, "bearer", "bearerToken", !bearer.isEmpty());
    need(config, modes, "basic", "username", !username.isEmpty());
    need(config, modes, "tls", "cert and key", given(config, "cert") && given(config, "key"));
    need(
        config,
        modes,
        "oauth",
        "oauthTokenURI, clientID and clientSecret",
        given(config, "oauthTokenURI")
            && given(config, "clientID")
            && given(config, "clientSecret"));
    need(
        config,
        modes,
        "custom",
        "customAuthHeader and customAuthValue",
        !header.isEmpty() && !value.isEmpty());
    need(config, modes, "apiKey", "apiKey", !config.text("apiKey", METADATA, AUTH).isEmpty());

    Map<String, String> headers = new HashMap<>();
    // KEDA sends one of these, the first in this order.
    if (modes.contains("bearer")) {
      headers.put("Authorization", "Bearer " + bearer);
    } else if (modes.contains("basic")) {
      headers.put("Authorization", Endpoint.basic(username, config.text("password", AUTH)));
    } else if (modes.contains("custom")) {
      headers.put(header, value);
    }
    return new HttpAuth(modes, headers);
  }

  /** Leaves the headers out. */
  @Override
  public String toString() {
    return "HttpAuth[modes=" + modes + "]";
  }

  private static boolean given(Config config, String key) {
    return !config.text(key, AUTH).isEmpty();
  }

  private static void need(
      Config config, List<String> modes, String mode, String what, boolean given) {
    if (modes.contains(mode) && !given) {
      config.problem(what + " must be given when " + mode + " auth is enabled");
    }
  }
}
