package io.groundswell.lab.compare;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.groundswell.autoscaler.timeline.TimelineReader;
import io.groundswell.lab.LabException;
import io.groundswell.lab.run.RunFolders;
import io.groundswell.lab.run.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what a run has left in its folder. */
final class RecordedRun {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private RecordedRun() {}

  /**
   * Reads a run.
   *
   * @param run its name or its folder
   * @throws LabException if there is none, or it wasn't ended
   */
  static Side read(String run) {
    Path timeline = RunFolders.timeline(run);
    Path file = timeline.resolveSibling(RunFolders.SUMMARY);
    if (Files.notExists(file)) {
      throw new LabException(
          "run " + run + " has no " + RunFolders.SUMMARY + ": it goes on still, or was killed");
    }
    try {
      Summary summary = JSON.readValue(file.toFile(), Summary.class);
      return Side.of(summary.run(), summary, TimelineReader.read(timeline));
    } catch (JacksonException e) {
      throw new LabException(file + " is no run's summary: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new LabException("run " + run + " can't be read: " + e.getMessage(), e);
    }
  }
}
