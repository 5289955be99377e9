package io.groundswell.lab.throughput;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A broker's own load tool, as a process. */
final class Tool {

  /** The class path of all tools. */
  private static final String CLASS_PATH = "GROUNDSWELL_BROKER_TOOLS";

  private Tool() {}

  /**
   * Runs one to its end.
   *
   * @return what it has written
   */
  static String run(
      Path log, String mainClass, List<String> arguments, Map<String, String> environment)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getenv(CLASS_PATH),
                mainClass));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      process.waitFor();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(log);
  }

  /** The last number that follows the pattern's group. */
  static double last(String output, String pattern) {
    return Pattern.compile(pattern)
        .matcher(output)
        .results()
        .map((MatchResult found) -> Double.parseDouble(found.group(1)))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new IllegalStateException("the tool said: " + output));
  }
}
