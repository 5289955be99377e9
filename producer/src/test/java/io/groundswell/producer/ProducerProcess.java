package io.groundswell.producer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The packaged producer as users start it. */
final class ProducerProcess implements AutoCloseable {

  private static final long END_SECONDS = 120;

  private final Process process;
  private final Path out;
  private final Path err;

  private ProducerProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static ProducerProcess start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    Path out = Files.createTempFile(folder, "producer", ".out");
    Path err = Files.createTempFile(folder, "producer", ".err");
    List<String> command = new ArrayList<>(command());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    builder.environment().remove(Terminal.WIDTH);
    return new ProducerProcess(builder.start(), out, err);
  }

  /** What the build made: a native executable, or the jar. */
  private static List<String> command() throws IOException {
    Properties artifact = new Properties();
    try (Reader reader =
        Files.newBufferedReader(Path.of("target", "quarkus-artifact.properties"))) {
      artifact.load(reader);
    }
    String built = Path.of("target", artifact.getProperty("path")).toAbsolutePath().toString();
    return artifact.getProperty("type").equals("native")
        ? List.of(built)
        : List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-jar",
            built);
  }

  /** Its exit status, once it has ended. */
  int status() throws InterruptedException {
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the producer is still running: " + errors());
    }
    return process.exitValue();
  }

  /** Everything on its standard output. */
  JsonNode summary() throws IOException {
    return new ObjectMapper().readTree(out.toFile());
  }

  String output() {
    return read(out);
  }

  String errors() {
    return read(err);
  }

  void terminate() {
    process.destroy();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
