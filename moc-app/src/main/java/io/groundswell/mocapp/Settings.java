package io.groundswell.mocapp;

import io.groundswell.mocapp.burn.ProcessMemory;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings, checked. Their environment names and meanings are in {@code moc-app/README.md}.
 *
 * @param name what the application calls itself, if it was given a name
 * @param version what {@code /version} tells, if anything
 * @param destinations whom {@code /process} passes the list on to, in this order
 * @param errors how many of a hundred calls of {@code /process} fail
 * @param latency the longest that {@code /process} waits before it answers
 * @param queueUrl the SQS queue, if there is one
 * @param burns how many requests may burn CPU at once, at least 1
 * @param memory bytes that one request holds, at least 1 MiB
 * @param memoryLimit bytes that all requests together hold at most
 * @param logJson whether each log line is a JSON object
 */
public record Settings(
    Optional<String> name,
    Optional<String> version,
    List<URI> destinations,
    int errors,
    Duration latency,
    Optional<String> queueUrl,
    int burns,
    long memory,
    long memoryLimit,
    boolean logJson) {

  private static final String UNNAMED = "moc-app";
  private static final int LONGEST_LATENCY = 60_000;
  private static final int MOST_BURNS = 1_000;
  private static final int MOST_MEMORY = 65_536;
  private static final int USUAL_MEMORY_LIMIT = 128;
  private static final long MEBIBYTE = 1 << 20;

  /**
   * Reads them.
   *
   * @param process how much memory there is
   * @throws InvalidSettingException for the first that can't be used
   */
  static Settings of(MocAppConfig config, ProcessMemory process) {
    int memory = whole("MOC_MEMORY", config.memory(), "64", 1, MOST_MEMORY);
    return new Settings(
        config.name(),
        config.version(),
        read(
            "APP_URL_DESTINO",
            config.destinations(),
            "",
            "addresses such as http://app-b:8000, with commas between them",
            Settings::addresses),
        whole("APP_ERRORS", config.errors(), "0", 0, 100),
        Duration.ofMillis(whole("APP_LATENCY", config.latency(), "0", 0, LONGEST_LATENCY)),
        config
            .queueUrl()
            .map(
                url ->
                    read(
                        "SQS_QUEUE_URL",
                        Optional.of(url),
                        url,
                        "an address such as"
                            + " https://sqs.eu-west-1.amazonaws.com/123456789012/orders",
                        text -> address(text).toString())),
        whole("MOC_BURNS", config.burns(), "16", 1, MOST_BURNS),
        memory * MEBIBYTE,
        memoryLimit(config.memoryLimit(), memory, process) * MEBIBYTE,
        read("LOG_JSON", config.logJson(), "false", "true or false", Settings::flag));
  }

  /** MiB: one that was given has to fit into the process, one that wasn't is made to. */
  private static long memoryLimit(Optional<String> given, int memory, ProcessMemory process) {
    int room = (int) Math.min(process.room() / MEBIBYTE, MOST_MEMORY);
    if (given.isEmpty()) {
      return Math.min(USUAL_MEMORY_LIMIT, room);
    }
    int limit = whole("MOC_MEMORY_LIMIT", given, "", memory, MOST_MEMORY);
    if (limit > room) {
      throw new InvalidSettingException(
          "MOC_MEMORY_LIMIT",
          given.get(),
          ("at most %d, since there are %d MiB for the process and %d of them may be heap: give it"
                  + " more, or set -Xmx and -XX:MaxDirectMemorySize (now %d MiB)")
              .formatted(
                  room,
                  process.total() / MEBIBYTE,
                  process.heap() / MEBIBYTE,
                  process.direct() / MEBIBYTE));
    }
    return limit;
  }

  /** The name where one is needed, given or not. */
  public String nameOrDefault() {
    return name.orElse(UNNAMED);
  }

  private static <T> T read(
      String name, Optional<String> given, String byDefault, String mayBe, Function<String, T> as) {
    String value = given.orElse(byDefault).strip();
    try {
      return as.apply(value);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(name, value, mayBe);
    }
  }

  private static int whole(
      String name, Optional<String> given, String byDefault, int least, int most) {
    String mayBe = "a whole number from " + least + " to " + most;
    return read(
        name, given, byDefault, mayBe, text -> between(least, Integer.parseInt(text), most));
  }

  private static int between(int least, int value, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException("out of bounds");
    }
    return value;
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("no flag");
    };
  }

  private static List<URI> addresses(String text) {
    List<URI> addresses = new ArrayList<>();
    for (String part : text.split(",")) {
      if (!part.isBlank()) {
        addresses.add(address(part.strip().replaceAll("/+$", "")));
      }
    }
    return List.copyOf(addresses);
  }

  private static URI address(String text) {
    try {
      URI address = new URI(text);
      if (address.getHost() == null || !List.of("http", "https").contains(address.getScheme())) {
        throw new IllegalArgumentException("no address of HTTP");
      }
      return address;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
