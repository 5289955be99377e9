package io.groundswell.lab;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.groundswell.lab.requests.RequestSummary;
import io.groundswell.lab.requests.RequestSummaryText;
import io.groundswell.lab.run.RunFolders;
import io.groundswell.lab.run.Summary;
import io.groundswell.lab.run.SummaryText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a summary is told on standard output; it is kept in the run's folder in any case. */
enum SummaryOutput {
  TEXT,
  JSON;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  void tell(Summary summary, Path folder) throws IOException {
    tell(summary, folder, () -> SummaryText.print(summary, folder, System.out));
  }

  void tell(RequestSummary summary, Path folder) throws IOException {
    tell(summary, folder, () -> RequestSummaryText.print(summary, folder, System.out));
  }

  /**
   * @param text prints it for people
   */
  private void tell(Object summary, Path folder, Runnable text) throws IOException {
    String json = MAPPER.writeValueAsString(summary);
    Files.writeString(folder.resolve(RunFolders.SUMMARY), json + System.lineSeparator());
    if (this == JSON) {
      System.out.println(json);
    } else {
      text.run();
    }
  }
}
