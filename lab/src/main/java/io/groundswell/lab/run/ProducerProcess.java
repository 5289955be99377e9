package io.groundswell.lab.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.groundswell.lab.LabException;
import io.groundswell.lab.process.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The producer as a process that places a run's orders and then exits. */
final class ProducerProcess implements AutoCloseable {

  private static final int STOP_SECONDS = 10;
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final Path output;
  private final Path log;

  /**
   * @param arguments what to place, as the producer's own command line takes it
   * @param environment where to place it
   * @param folder for its summary and its log
   */
  ProducerProcess(
      CommandLine command, List<String> arguments, Map<String, String> environment, Path folder) {
    output = folder.resolve("producer.json");
    log = folder.resolve("producer.log");
    List<String> all = new ArrayList<>(command.arguments());
    all.addAll(arguments);
    all.addAll(List.of("--output", "json"));
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .directory(command.directory().toFile())
            .redirectOutput(output.toFile())
            .redirectError(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new LabException("the producer can't be started: " + e.getMessage(), e);
    }
  }

  /** Waits for its end; false if that didn't come in time. */
  boolean awaitEnd(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Orders that were placed, once it has exited; empty while it runs.
   *
   * @throws LabException if it failed
   */
  OptionalLong placed() {
    if (process.isAlive()) {
      return OptionalLong.empty();
    }
    try {
      JsonNode summary = JSON.readTree(Files.readAllBytes(output));
      if (process.exitValue() == 0 && summary.path("placed").isIntegralNumber()) {
        return OptionalLong.of(summary.path("placed").asLong());
      }
      throw new LabException("the producer failed: " + lastLine() + " (all of it: " + log + ")");
    } catch (IOException e) {
      throw new LabException("the producer failed: " + lastLine() + " (all of it: " + log + ")", e);
    }
  }

  private String lastLine() {
    return LastLine.of(log).orElse("exit code " + process.exitValue());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
