package io.groundswell.lab.run;

import io.groundswell.lab.LabException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where runs are kept: a folder each in {@code target/lab}, with what was seen and what came of it.
 */
public final class RunFolders {

  /** What happened, one event a line. */
  public static final String TIMELINE = "timeline.jsonl";

  /** What came of it. */
  public static final String SUMMARY = "summary.json";

  private RunFolders() {}

  /** The folder of all runs. */
  public static Path all() {
    return Path.of(System.getProperty("groundswell.home", "."))
        .resolve("target/lab")
        .toAbsolutePath()
        .normalize();
  }

  /**
   * The timeline of a run.
   *
   * @param run its name, its folder, or the timeline itself
   * @throws LabException if there is none
   */
  public static Path timeline(String run) {
    Path given = Path.of(run);
    for (Path file :
        List.of(given, given.resolve(TIMELINE), all().resolve(run).resolve(TIMELINE))) {
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new LabException(
        "there is no run and no timeline " + run + ": runs are folders in " + all());
  }

  /**
   * The timeline of the newest run.
   *
   * @throws LabException if there is none
   */
  public static Path newestTimeline() {
    Optional<Path> newest = Optional.empty();
    if (Files.isDirectory(all())) {
      try (Stream<Path> runs = Files.list(all())) {
        newest =
            runs.map(folder -> folder.resolve(TIMELINE))
                .filter(Files::isRegularFile)
                .max(Comparator.comparing(RunFolders::lastModified));
      } catch (IOException e) {
        throw new LabException(all() + " can't be read: " + e.getMessage(), e);
      }
    }
    return newest.orElseThrow(
        () -> new LabException("there is no run in " + all() + " yet: make one by 'lab run'"));
  }

  /** A name that no run has yet: the time of now. */
  public static String nameOfNow() {
    String now = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    return Stream.iterate(1, n -> n + 1)
        .map(n -> n == 1 ? now : now + "-" + n)
        .filter(candidate -> Files.notExists(all().resolve(candidate)))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Checks a name that the user chose.
   *
   * @throws LabException if a folder can't be called so
   */
  public static String requireName(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,80}")) {
      throw new LabException(
          "--run " + name + " is no name: letters, digits, dots and dashes, at most 80");
    }
    return name;
  }

  /**
   * Makes the folder of a new run.
   *
   * @throws LabException if there is one of that name, or it can't be made
   */
  public static void make(Path folder) {
    try {
      Files.createDirectories(folder.getParent());
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      throw new LabException(
          "--run %s: %s is there already, of an earlier run: take another name, or remove it"
              .formatted(folder.getFileName(), folder),
          e);
    } catch (IOException e) {
      throw new LabException("can't write to " + folder + ": " + e.getMessage(), e);
    }
  }

  private static FileTime lastModified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new LabException(file + " can't be read: " + e.getMessage(), e);
    }
  }
}
