package io.groundswell.mocapp.burn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How much memory the process has, as Linux tells it. */
final class Resident {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern LINE = Pattern.compile("VmRSS:\\s+(\\d{1,15}) kB");

  private Resident() {}

  /** Resident bytes of this process; empty where there is no {@code /proc}. */
  static OptionalLong bytes() {
    try {
      return bytes(Files.readString(STATUS));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  static OptionalLong bytes(String status) {
    return LINE.matcher(status)
        .results()
        .map(MatchResult::group)
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst();
  }
}
