package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.ManifestException;
import io.groundswell.lab.LabException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where manifests are. */
final class ManifestFile {

  private ManifestFile() {}

  /**
   * What the consumer's build made.
   *
   * @throws LabException if it isn't there
   */
  static Path ofTheConsumer() {
    Path file =
        Path.of(System.getProperty("groundswell.home", "."))
            .resolve("consumer/target/kubernetes/kubernetes.yml");
    if (!Files.isRegularFile(file)) {
      throw new LabException(
          "there is no manifest " + file + ": build the consumer, or name one by --file");
    }
    return file;
  }

  /** A manifest that can't be used, named once. */
  static LabException wrong(Path file, ManifestException e) {
    return new LabException(
        "manifest "
            + (e.getMessage().startsWith(file.toString()) ? "" : file + ": ")
            + e.getMessage(),
        e);
  }
}
