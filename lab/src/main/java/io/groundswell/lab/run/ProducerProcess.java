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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The producer as a process that places a run's orders, or sends its requests, and then exits. */
public final class ProducerProcess implements AutoCloseable {

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
  public ProducerProcess(
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
    Optional<JsonNode> summary = summary(Set.of(0));
    if (summary.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!summary.get().path("placed").isIntegralNumber()) {
      throw failed(null);
    }
    return OptionalLong.of(summary.get().path("placed").asLong());
  }

  /**
   * What it says has come of it, once it has exited; empty while it runs.
   *
   * @param good statuses that tell of a run that went to its end
   * @throws LabException if it failed
   */
  public Optional<JsonNode> summary(Set<Integer> good) {
    if (process.isAlive()) {
      return Optional.empty();
    }
    try {
      JsonNode summary = JSON.readTree(Files.readAllBytes(output));
      if (good.contains(process.exitValue()) && summary.isObject()) {
        return Optional.of(summary);
      }
      throw failed(null);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private LabException failed(IOException cause) {
    return new LabException(
        "the producer failed: " + lastLine() + " (all of it: " + log + ")", cause);
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
