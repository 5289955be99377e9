package io.groundswell.lab.run;

import io.groundswell.brokers.BrokerKind;
import io.groundswell.lab.LabException;
import io.groundswell.lab.app.Application;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The AOT cache of one build of an application with one broker: recorded once while it did real
 * work, and again when the build, the JDK or the JVM's flags are others. The file's name tells them
 * apart, so a stale one is never used.
 */
final class AotCache {

  private static final int KEY_LENGTH = 16;

  private final Path folder;
  private final Path file;

  private AotCache(Path folder, Path file) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * The cache that fits.
   *
   * @param broker what the work is done with: each needs classes of its own
   * @param flags the JVM's, as the application will run with
   */
  static AotCache of(Application application, BrokerKind broker, List<String> flags) {
    Path folder =
        application
            .directory()
            .resolve("target")
            .resolve("lab")
            .resolve("aot")
            .resolve(broker.toString());
    return new AotCache(folder, folder.resolve(key(application, flags) + ".aot"));
  }

  Path file() {
    return file;
  }

  /** Where it is recorded: a file of its own, so that a recording cut short is never used. */
  Path partial() {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  /** Makes a finished recording the cache. */
  void complete() {
    try {
      Files.move(partial(), file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new LabException("can't write " + file + ": " + e.getMessage(), e);
    }
  }

  boolean exists() {
    return Files.isRegularFile(file);
  }

  /** Whether there is one of another build, JDK or set of flags. */
  boolean isStale() {
    return !exists() && !others().isEmpty();
  }

  /** Removes the caches of other builds. */
  void prepare() {
    try {
      Files.createDirectories(folder);
      for (Path other : others()) {
        Files.deleteIfExists(other);
      }
      Files.deleteIfExists(partial());
    } catch (IOException e) {
      throw new LabException("can't write to " + folder + ": " + e.getMessage(), e);
    }
  }

  private List<Path> others() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".aot") && !f.equals(file)).toList();
    } catch (IOException e) {
      throw new LabException("can't read " + folder + ": " + e.getMessage(), e);
    }
  }

  private static String key(Application application, List<String> flags) {
    Path root = application.jar().orElseThrow().getParent();
    try (Stream<Path> files = Files.walk(root)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, System.getProperty("java.vm.version") + System.getProperty("java.home"));
      add(digest, flags.toString());
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        add(
            digest,
            root.relativize(file) + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, KEY_LENGTH);
    } catch (IOException e) {
      throw new LabException("can't read " + root + ": " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    digest.update((byte) '\n');
  }
}
