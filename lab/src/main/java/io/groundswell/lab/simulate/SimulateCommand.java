package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.timeline.TimelineWriter;
import io.groundswell.lab.LabException;
import io.groundswell.lab.output.Numbers;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lab simulate}: a load and a ScaledObject on the virtual clock. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a ScaledObject or an HPA with a load on a virtual clock, a week in a second,",
      "and tells how long orders wait and how many replicas it takes.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lab simulate -f kubernetes.yml --trace requests.csv --step 60s --rows 10080",
      "  lab simulate --shape spike:peak=50,at=5m,width=2m,for=30m --html page.html",
      "  lab simulate --compare a.yml b.yml --trace requests.csv --slo 'p95 wait < 5s'",
      "  lab simulate --shape poisson:rate=2,for=1h --timeline t.jsonl; lab explain t.jsonl"
    })
public final class SimulateCommand implements Callable<Integer> {

  private static final int MOST_COPIES = 100_000;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      arity = "1..*",
      description = {
        "Manifests whose ScaledObjects and HorizontalPodAutoscalers are simulated, all on one",
        "clock, each with its own queue (the consumer's kubernetes.yml)."
      })
  private List<Path> files;

  @Option(
      names = "--compare",
      paramLabel = "FILE",
      arity = "2..*",
      description = "Manifests that are simulated one by one and told side by side.")
  private List<Path> compared;

  @Option(names = "--object", paramLabel = "NAME", description = "Only the one of that name.")
  private String object;

  @Option(
      names = "--copies",
      paramLabel = "N",
      defaultValue = "1",
      description = "So many of each, each with a load of its own (${DEFAULT-VALUE}).")
  private int copies;

  @Mixin private LoadOptions load;
  @Mixin private ConsumerOptions consumers;
  @Mixin private MeasureOptions measures;

  @Option(
      names = "--slo",
      paramLabel = "SLO",
      description = "How long orders may wait: 5s, or 'p95 wait < 5s' (p50, p95, p99, max).")
  private String slo;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or html, on standard output (${DEFAULT-VALUE}).")
  private Output output;

  @Option(names = "--html", paramLabel = "FILE", description = "Writes a page with plots, too.")
  private Path page;

  @Option(
      names = "--timeline",
      paramLabel = "FILE",
      description = "Writes all decisions, for 'lab explain'; of one object only.")
  private Path timeline;

  private enum Output {
    TEXT,
    JSON,
    HTML
  }

  @Override
  public Integer call() {
    Set<String> warnings = new LinkedHashSet<>();
    Report report = report(warnings);
    warnings.forEach(warning -> System.err.println("warning: " + warning));
    if (page != null) {
      write(page, ReportPage.html(report));
    }
    print(report, System.out);
    return 0;
  }

  private Report report(Set<String> warnings) {
    Optional<Slo> wanted = Optional.ofNullable(slo).map(Slo::parse);
    boolean plotted = page != null || output == Output.HTML;
    Experiment experiment =
        new Experiment(
            load,
            consumers,
            measures.seed(),
            measures.settings(wanted.map(Slo::limit), plotted),
            Optional.of(new SimulationProgress(System.err, System::nanoTime)));
    List<Report.Run> runs = new ArrayList<>();
    String words = "";
    for (Map.Entry<String, List<Candidate>> each : candidates(warnings).entrySet()) {
      Experiment.Trial trial = trial(experiment, each.getValue());
      trial.warning().ifPresent(warnings::add);
      words = trial.load();
      runs.add(
          new Report.Run(
              each.getKey(),
              each.getValue().size() == 1 ? each.getValue().getFirst().settings() : Map.of(),
              trial.result().total(),
              trial.result().outcomes(),
              trial.result().series()));
    }
    return new Report(words, consumers.words(), wanted, runs, List.copyOf(warnings));
  }

  private Experiment.Trial trial(Experiment experiment, List<Candidate> candidates) {
    if (timeline == null) {
      return experiment.run(candidates);
    }
    if (candidates.size() != 1 || compared != null) {
      throw new LabException(
          "--timeline is of one object, there are "
              + (compared == null ? candidates.size() : compared.size())
              + ": name one by --object");
    }
    try (TimelineWriter writer = TimelineWriter.to(timeline)) {
      return experiment.run(candidates.getFirst(), writer::write);
    } catch (IOException e) {
      throw new LabException("--timeline " + timeline + " can't be written: " + e, e);
    }
  }

  /** What is simulated together, by the name of the run. */
  private Map<String, List<Candidate>> candidates(Set<String> warnings) {
    if (copies < 1 || copies > MOST_COPIES) {
      throw new LabException("--copies is " + copies + ", must be 1 to " + MOST_COPIES);
    }
    Map<String, List<Candidate>> all = new LinkedHashMap<>();
    if (compared == null) {
      List<Path> given = files == null ? List.of(ManifestFile.ofTheConsumer()) : files;
      List<Candidate> together = new ArrayList<>();
      given.forEach(file -> together.addAll(read(file, warnings)));
      all.put(name(together, given), together);
      return all;
    }
    if (files != null) {
      throw new LabException("--compare has its own files: leave out --file");
    }
    for (Path file : compared) {
      all.put(file.toString(), read(file, warnings));
    }
    if (all.size() < compared.size()) {
      throw new LabException("--compare names a file twice: there is nothing to compare");
    }
    return all;
  }

  private static String name(List<Candidate> candidates, List<Path> files) {
    String where = files.size() == 1 ? files.getFirst().toString() : files.size() + " files";
    return candidates.size() == 1
        ? candidates.getFirst().name() + " (" + where + ")"
        : Numbers.count(candidates.size()) + " objects (" + where + ")";
  }

  private List<Candidate> read(Path file, Set<String> warnings) {
    List<Candidate> all = new ArrayList<>();
    for (Candidate each : Candidate.read(file, consumers.partitions(), warnings::add)) {
      if (object == null || object.equals(each.name())) {
        for (int i = 1; i <= copies; i++) {
          all.add(copies == 1 ? each : each.named(each.name() + "-" + i));
        }
      }
    }
    if (all.isEmpty()) {
      throw new LabException("manifest " + file + " has no ScaledObject or HPA named " + object);
    }
    return all;
  }

  private void print(Report report, PrintStream out) {
    switch (output) {
      case TEXT -> ReportText.print(report, out);
      case JSON -> ReportJson.print(report, cpuSeconds(), out);
      case HTML -> out.print(ReportPage.html(report));
    }
    out.flush();
  }

  private static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  private static void write(Path file, String text) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(text);
    } catch (IOException e) {
      throw new LabException("--html " + file + " can't be written: " + e, e);
    }
  }
}
