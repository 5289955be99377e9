package io.groundswell.triggers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL taken apart leniently, as passwords in URLs often hold what they shouldn't.
 *
 * @param scheme in lower case
 * @param user decoded, "" for none
 * @param password decoded, "" for none
 * @param authority host and port
 * @param path encoded, with its leading slash, or ""
 */
record Endpoint(String scheme, String user, String password, String authority, String path) {

  private static final Pattern URL =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://(?:([^/]*)@)?([^/?#@]*)([^?#]*).*");

  /** Empty if the text is no URL with a host. */
  static Optional<Endpoint> of(String text) {
    Matcher url = URL.matcher(text);
    if (!url.matches() || url.group(3).isEmpty()) {
      return Optional.empty();
    }
    String info = Optional.ofNullable(url.group(2)).orElse("");
    int colon = info.indexOf(':');
    return Optional.of(
        new Endpoint(
            url.group(1).toLowerCase(Locale.ROOT),
            decoded(colon < 0 ? info : info.substring(0, colon)),
            decoded(colon < 0 ? "" : info.substring(colon + 1)),
            url.group(3),
            url.group(4)));
  }

  /** The same for another user, unless that is "". */
  Endpoint as(String user, String password) {
    return user.isEmpty() ? this : new Endpoint(scheme, user, password, authority, path);
  }

  /** Scheme, host and port, without user and password. */
  String origin() {
    return scheme + "://" + authority;
  }

  /** The header {@code Authorization}, if there is a user. */
  Optional<String> basic() {
    return user.isEmpty() ? Optional.empty() : Optional.of(basic(user, password));
  }

  static String basic(String user, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  /** Percent-decoding; what can't be decoded stays as it is. */
  static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return origin() + path;
  }
}
