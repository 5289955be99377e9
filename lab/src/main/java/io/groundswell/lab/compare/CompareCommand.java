package io.groundswell.lab.compare;

import io.groundswell.lab.LabException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab compare}: two runs side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sets two runs side by side: replicas over time, the decisions that differ and why, waits,",
      "the stages of every rise from zero, and what the receipts say. Either may be a run on",
      "processes ('lab run') or on a cluster ('lab watch').",
      "",
      "Times count from each run's first step, on the autoscaler's clock: those of a run at",
      "speed 5 are multiplied by 5, but for what processes take (to start, to work).",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lab compare laptop cluster                    runs of target/lab by their names",
      "  lab compare laptop cluster --html page.html   with plots",
      "  lab compare a/ b/ --output json               folders, for scripts"
    })
public final class CompareCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "RUN", description = "A run of target/lab, or its folder.")
  private String first;

  @Parameters(index = "1", paramLabel = "RUN", description = "The one to hold against it.")
  private String second;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or html, on standard output (${DEFAULT-VALUE}).")
  private Output output;

  @Option(names = "--html", paramLabel = "FILE", description = "Writes a page with plots, too.")
  private Path page;

  private enum Output {
    TEXT,
    JSON,
    HTML
  }

  @Override
  public Integer call() {
    Comparison comparison = Comparison.of(RecordedRun.read(first), RecordedRun.read(second));
    if (page != null) {
      write(page, ComparePage.html(comparison));
    }
    print(comparison, System.out);
    return 0;
  }

  private void print(Comparison comparison, PrintStream out) {
    switch (output) {
      case TEXT -> CompareText.print(comparison, out);
      case JSON -> out.println(CompareJson.text(comparison));
      case HTML -> out.print(ComparePage.html(comparison));
    }
    out.flush();
  }

  private static void write(Path file, String text) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(text);
    } catch (IOException e) {
      throw new LabException("--html " + file + " can't be written: " + e, e);
    }
  }
}
