package io.groundswell.lab.process;

import io.groundswell.lab.app.Application;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The command line of an application's process.
 *
 * @param arguments the executable first
 * @param directory to be run in: an AOT cache holds only where the class path reads the same
 */
public record CommandLine(List<String> arguments, Path directory) {

  /**
   * What the JVM is told in every mode but native: one small collector, and the first compiler
   * only. Both halve the start of a service that lives for minutes.
   */
  private static final List<String> JVM_FLAGS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  public CommandLine {
    arguments = List.copyOf(arguments);
  }

  /** A native executable. */
  public static CommandLine nativeExecutable(Application application, OptionalLong memoryLimit) {
    Path executable = application.nativeExecutable().orElseThrow();
    List<String> arguments = new ArrayList<>();
    arguments.add(executable.toString());
    memoryLimit.ifPresent(bytes -> arguments.add("-Xmx" + bytes / 2));
    return new CommandLine(arguments, executable.getParent());
  }

  /** A JVM as it is. */
  public static CommandLine jvm(Application application, OptionalLong memoryLimit) {
    return java(application, memoryLimit, List.of());
  }

  /** A JVM that uses an AOT cache, and refuses to start if it can't. */
  public static CommandLine withCache(
      Application application, OptionalLong memoryLimit, Path cache) {
    return java(application, memoryLimit, List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"));
  }

  /** A JVM that records an AOT cache until it exits. */
  public static CommandLine recordingCache(
      Application application, OptionalLong memoryLimit, Path cache) {
    return java(application, memoryLimit, List.of("-XX:AOTCacheOutput=" + cache));
  }

  private static CommandLine java(
      Application application, OptionalLong memoryLimit, List<String> flags) {
    Path jar = application.jar().orElseThrow();
    List<String> arguments = new ArrayList<>();
    arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    arguments.addAll(JVM_FLAGS);
    memoryLimit.ifPresent(
        bytes -> {
          arguments.add("-XX:MaxRAM=" + bytes);
          arguments.add("-XX:MaxRAMPercentage=50");
        });
    arguments.addAll(flags);
    arguments.add("-jar");
    arguments.add(jar.getFileName().toString());
    return new CommandLine(arguments, jar.getParent());
  }
}
