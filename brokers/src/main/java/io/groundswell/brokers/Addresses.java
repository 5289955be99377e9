package io.groundswell.brokers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Optional;

/** Broker URLs: put together, taken apart, and without their secrets. */
final class Addresses {

  static final String LOOPBACK = "127.0.0.1";

  private Addresses() {}

  static URI embeddedAmqp(int port, Credentials credentials) {
    return URI.create(
        "amqp://" + userInfo(credentials) + "@" + LOOPBACK + ":" + port + "/" + encode("/"));
  }

  static URI embeddedHttp(int port, Credentials credentials) {
    return URI.create("http://" + userInfo(credentials) + "@" + LOOPBACK + ":" + port);
  }

  /** Without user and password; everything else as it was. */
  static String redacted(URI uri) {
    String text = uri.toString();
    String userInfo = uri.getRawUserInfo();
    return userInfo == null
        ? text
        : text.replaceFirst(java.util.regex.Pattern.quote(userInfo + "@"), "");
  }

  static Optional<Credentials> credentials(URI uri) {
    String userInfo = uri.getRawUserInfo();
    if (userInfo == null || userInfo.isEmpty()) {
      return Optional.empty();
    }
    int colon = userInfo.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Credentials(
            decode(userInfo.substring(0, colon)), decode(userInfo.substring(colon + 1))));
  }

  static URI withCredentials(URI uri, Credentials credentials) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return URI.create(
        uri.getScheme() + "://" + userInfo(credentials) + "@" + uri.getHost() + port + path);
  }

  /** The virtual host of an AMQP URL: its path, where none and an empty one mean "/". */
  static String virtualHost(URI amqp) {
    String path = amqp.getRawPath();
    return path == null || path.length() <= 1 ? "/" : decode(path.substring(1));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /** Percent-decoding of a URL's path or user info, where a plus sign is a plus sign. */
  static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  private static String userInfo(Credentials credentials) {
    return encode(credentials.username()) + ":" + encode(credentials.password());
  }
}
