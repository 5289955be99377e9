package io.groundswell.lab.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a producer says in its log of the orders that it placed, as JSON or as a sentence.
 *
 * @param run their run
 * @param placed how many the broker has confirmed
 */
record ProducerLog(String run, long placed) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern SENTENCE =
      Pattern.compile("(\\S+): (\\d+) placed, \\d+ failed in .*");

  /** Reads the last summary in a log. */
  static Optional<ProducerLog> read(String log) {
    return log.lines().flatMap(line -> summary(line.strip()).stream()).reduce((a, b) -> b);
  }

  private static Optional<ProducerLog> summary(String line) {
    Matcher sentence = SENTENCE.matcher(line);
    if (sentence.matches()) {
      return Optional.of(new ProducerLog(sentence.group(1), Long.parseLong(sentence.group(2))));
    }
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(line);
      return json.path("placed").isIntegralNumber() && json.path("run").isTextual()
          ? Optional.of(new ProducerLog(json.path("run").asText(), json.path("placed").asLong()))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
