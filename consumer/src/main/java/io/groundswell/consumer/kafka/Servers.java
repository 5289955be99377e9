package io.groundswell.consumer.kafka;

import io.groundswell.consumer.InvalidSettingException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The brokers to begin with, as {@code KAFKA_BOOTSTRAP_SERVERS} gives them. */
final class Servers {

  static final String LOCAL = "localhost:9092";

  private static final Pattern SERVER =
      Pattern.compile("(?:[A-Za-z0-9_]+://)?(\\[[0-9a-fA-F:.]+]|[\\w.-]+):(\\d{1,5})");

  private final List<String> hosts;
  private final String text;

  /**
   * @param text {@code host:port,host:port}
   * @throws InvalidSettingException if it isn't that
   */
  Servers(String text) {
    this.text = text;
    List<Matcher> servers =
        Arrays.stream(text.strip().split("\\s*,\\s*")).map(SERVER::matcher).toList();
    if (!servers.stream().allMatch(Servers::valid)) {
      throw invalid("addresses of brokers such as host:9092,other:9092");
    }
    hosts = servers.stream().map(server -> server.group(1)).toList();
  }

  /**
   * Sees whether there is one; the client wouldn't start without.
   *
   * @throws InvalidSettingException if there isn't
   */
  void resolve() {
    if (hosts.stream().noneMatch(Servers::known)) {
      throw invalid("addresses of brokers, at least one of which has a name that can be resolved");
    }
  }

  @Override
  public String toString() {
    return text;
  }

  private InvalidSettingException invalid(String mayBe) {
    return new InvalidSettingException("KAFKA_BOOTSTRAP_SERVERS", text, mayBe);
  }

  private static boolean valid(Matcher server) {
    return server.matches() && Integer.parseInt(server.group(2)) <= 65_535;
  }

  private static boolean known(String host) {
    try {
      return InetAddress.getAllByName(host).length > 0;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
