package io.groundswell.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.lab.app.Application;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code lab run} as its users start it, with the services that this build made. */
final class LabCommand {

  /** The project's root. */
  static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A build for native executables makes no jars. */
  private static final String START_MODE =
      Application.in(HOME.resolve("consumer")).isNativeUpToDate() ? "native" : "jvm";

  private static final List<String> NAME_BROKERS =
      List.of("BROKER", "AMQP_ADDR", "KAFKA_BOOTSTRAP_SERVERS", "SQS_QUEUE_URL");

  private final Path out;
  private final Path err;

  /** How it ended, and what it wrote. */
  record Result(int exit, String out, String err) {

    JsonNode summary() throws IOException {
      return JSON.readTree(out);
    }
  }

  /**
   * @param folder for what it writes
   */
  LabCommand(Path folder) {
    out = folder.resolve("out");
    err = folder.resolve("err");
  }

  /** Runs it to its end. */
  Result run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  /** Runs it to its end, with variables beside this process's. */
  Result run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(environment, arguments);
    try {
      int exit = process.waitFor();
      return new Result(exit, Files.readString(out), Files.readString(err));
    } finally {
      process.destroy();
    }
  }

  /** Starts it; what it writes goes to the files {@code out} and {@code err}. */
  Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dgroundswell.home=" + HOME,
                "-jar",
                HOME.resolve("lab/target/lab.jar").toString(),
                "run",
                "--start-mode",
                START_MODE,
                "--output",
                "json"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeAll(NAME_BROKERS);
    builder.environment().remove("GROUNDSWELL_TERMINAL_WIDTH");
    builder.environment().putAll(environment);
    return builder.start();
  }
}
