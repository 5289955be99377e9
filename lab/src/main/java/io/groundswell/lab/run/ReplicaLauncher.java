package io.groundswell.lab.run;

import io.groundswell.lab.app.Environment;
import io.groundswell.lab.app.Workload;
import io.groundswell.lab.process.CommandLine;
import io.groundswell.lab.process.Launcher;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts a replica's process as its Deployment would: with the container's environment, on loopback
 * with a port of its own, and with a log file of its own.
 */
public final class ReplicaLauncher implements Launcher {

  private final CommandLine command;
  private final Workload workload;
  private final Environment environment;
  private final Map<String, String> overrides;
  private final Path logs;

  /**
   * @param environment resolves what the container's variables refer to
   * @param overrides win over the container's own variables
   * @param logs folder of the log files, which exists
   */
  public ReplicaLauncher(
      CommandLine command,
      Workload workload,
      Environment environment,
      Map<String, String> overrides,
      Path logs) {
    this.command = command;
    this.workload = workload;
    this.environment = environment;
    this.overrides = Map.copyOf(overrides);
    this.logs = logs;
  }

  @Override
  public Process launch(String name, int port) throws IOException {
    Files.createDirectories(logs);
    ProcessBuilder builder =
        new ProcessBuilder(command.arguments())
            .directory(command.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log(name).toFile()));
    builder.environment().putAll(variables(name, port));
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private Path log(String name) {
    return logs.resolve(name + ".log");
  }

  /** The last line that a replica has logged. */
  public String lastWords(String name) {
    return LastLine.of(log(name)).orElse("none");
  }

  /** All variables of a replica, resolved. */
  public Map<String, String> variables(String name, int port) {
    Map<String, String> all = new HashMap<>();
    all.put("HOSTNAME", name);
    all.putAll(environment.resolve(workload.environment(), name, workload.namespace(), overrides));
    all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    return all;
  }
}
