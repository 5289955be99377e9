package io.groundswell.lab.app;

import io.groundswell.lab.LabException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A built Quarkus application.
 *
 * @param directory its module, absolute
 * @param jar what {@code java -jar} runs, if it was built as one
 * @param nativeExecutable if one was built
 */
public record Application(Path directory, Optional<Path> jar, Optional<Path> nativeExecutable) {

  /**
   * Looks for what a build has left in {@code target/}.
   *
   * @throws LabException if there is no such folder, or nothing to run in it
   */
  public static Application in(Path directory) {
    Path absolute = directory.toAbsolutePath().normalize();
    Path target = absolute.resolve("target");
    if (!Files.isDirectory(absolute)) {
      throw new LabException("--app " + directory + " is no folder: name that of a Quarkus module");
    }
    Path jar = target.resolve("quarkus-app").resolve("quarkus-run.jar");
    Application application =
        new Application(
            absolute,
            Files.isRegularFile(jar) ? Optional.of(jar) : uberJar(target),
            nativeExecutable(target));
    if (application.jar.isEmpty() && application.nativeExecutable.isEmpty()) {
      throw new LabException(
          "--app " + directory + " has nothing to run in target/: build it by 'mvn package'");
    }
    return application;
  }

  /**
   * Where its build puts the manifest: that for a broker where it makes one for each, else the one
   * that every build makes.
   *
   * @param broker such as {@code kafka}
   */
  public Path manifest(String broker) {
    Path target = directory.resolve("target");
    Path own = target.resolve("manifests").resolve(broker).resolve("kubernetes.yml");
    return Files.isRegularFile(own) ? own : target.resolve("kubernetes").resolve("kubernetes.yml");
  }

  /** Whether there is a native executable, and no jar that was built after it. */
  public boolean isNativeUpToDate() {
    return nativeExecutable.isPresent()
        && (jar.isEmpty() || !modified(nativeExecutable.get()).isBefore(modified(jar.get())));
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new LabException("can't read " + file + ": " + e.getMessage(), e);
    }
  }

  private static Optional<Path> uberJar(Path target) {
    return first(target, "*-runner.jar");
  }

  private static Optional<Path> nativeExecutable(Path target) {
    return first(target, "*-runner").filter(Files::isExecutable);
  }

  private static Optional<Path> first(Path folder, String pattern) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
      for (Path file : found) {
        if (Files.isRegularFile(file)) {
          return Optional.of(file);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new LabException("can't list " + folder + ": " + e.getMessage(), e);
    }
  }
}
