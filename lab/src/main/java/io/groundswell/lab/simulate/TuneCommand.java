package io.groundswell.lab.simulate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.autoscaler.ManifestException;
import io.groundswell.autoscaler.Manifests;
import io.groundswell.autoscaler.simulator.Outcome;
import io.groundswell.lab.LabException;
import io.groundswell.lab.output.Columns;
import io.groundswell.lab.output.Numbers;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lab tune}: which settings keep an SLO at the least cost. */
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tries settings of a ScaledObject on the virtual clock, and prints those than which none",
      "has both shorter waits and fewer replica-hours, and the cheapest that keeps the SLO.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  lab tune --slo 'p95 wait < 5s' -f kubernetes.yml --trace requests.csv --rows 1440"
    })
public final class TuneCommand implements Callable<Integer> {

  private static final int MOST_TRIALS = 100_000;

  /** The table leaves out what saves less than 1 % against the row before. */
  private static final double WORTH_SHOWING = 0.99;

  @Option(
      names = "--slo",
      required = true,
      paramLabel = "SLO",
      description = "How long orders may wait: 'p95 wait < 5s', with p50, p95, p99 or max.")
  private String slo;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "The manifest with the ScaledObject (the consumer's kubernetes.yml).")
  private Path file;

  @Option(names = "--object", paramLabel = "NAME", description = "The ScaledObject's name.")
  private String object;

  @Mixin private LoadOptions load;
  @Mixin private ConsumerOptions consumers;
  @Mixin private MeasureOptions measures;

  @Option(
      names = "--vary",
      paramLabel = "SETTING",
      split = ",",
      defaultValue = "target,polling,cooldown,max,window",
      description = {
        "What is tried: target, polling, cooldown, min, max, window (of the scale-down",
        "stabilisation) (${DEFAULT-VALUE})."
      })
  private List<String> vary;

  @Option(
      names = "--rises",
      paramLabel = "N",
      defaultValue = "30",
      description = {
        "Rises from zero an hour at most: what comes and goes all the time saves little and",
        "wears on nodes and brokers (${DEFAULT-VALUE})."
      })
  private double mostRises;

  @Option(
      names = "--budget",
      paramLabel = "N",
      defaultValue = "150",
      description = "Simulations at most (${DEFAULT-VALUE}).")
  private int budget;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json, on standard output (${DEFAULT-VALUE}).")
  private Output output;

  private enum Output {
    TEXT,
    JSON
  }

  /** What is tuned. */
  private record Subject(ObjectNode document, List<Knob> knobs, Experiment experiment) {

    /** The manifest with other values. */
    ObjectNode turned(List<Integer> places) {
      ObjectNode changed = document.deepCopy();
      for (int i = 0; i < knobs.size(); i++) {
        knobs.get(i).turn(knobs.get(i).values().get(places.get(i)), changed);
      }
      return changed;
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    Slo wanted = Slo.parse(slo);
    if (budget < 1 || budget > MOST_TRIALS) {
      throw new LabException("--budget is " + budget + ", must be 1 to " + MOST_TRIALS);
    }
    if (!(mostRises >= 0)) {
      throw new LabException("--rises is " + mostRises + ", must be 0 or more");
    }
    Subject subject = subject(wanted);
    List<Tuning.Try> tries = search(subject, wanted);
    List<Tuning.Try> best = Tuning.pareto(tries, wanted.statistic());
    Optional<Tuning.Try> chosen =
        best.stream()
            .filter(t -> wanted.keptBy(t.outcome().orElseThrow().waits()))
            .min(Comparator.comparingDouble(Tuning.Try::replicaHours));
    if (output == Output.JSON) {
      printJson(subject, tries, best, chosen, System.out);
    } else {
      print(subject, wanted, tries, best, chosen, System.out);
    }
    return chosen.isPresent() ? 0 : 1;
  }

  private Subject subject(Slo wanted) {
    Path manifest = file == null ? ManifestFile.ofTheConsumer() : file;
    ObjectNode document;
    try {
      document = ScaledObjectFile.read(manifest, object);
    } catch (ManifestException e) {
      throw ManifestFile.wrong(manifest, e);
    }
    Set<String> warnings = new LinkedHashSet<>();
    candidate(document, warnings);
    Experiment experiment =
        new Experiment(
            load,
            consumers,
            measures.seed(),
            measures.settings(Optional.of(wanted.limit()), false),
            Optional.empty());
    try (LoadOptions.Source source = load.open()) {
      System.err.println("Load: " + source.words() + "; replicas: " + consumers.words());
    }
    warnings.forEach(warning -> System.err.println("warning: " + warning));
    return new Subject(document, knobs(document), experiment);
  }

  private List<Knob> knobs(ObjectNode document) {
    List<Knob> knobs = new ArrayList<>();
    for (String name : vary) {
      Knob.Kind kind =
          Arrays.stream(Knob.Kind.values())
              .filter(k -> k.toString().equals(name.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new LabException(
                          "--vary "
                              + name
                              + " is no setting: it may be target, polling, cooldown, min, max or"
                              + " window"));
      knobs.add(Knob.of(kind, document));
    }
    return knobs;
  }

  private Candidate candidate(ObjectNode document, Set<String> warnings) {
    String text = ScaledObjectFile.text(document);
    return Candidate.of(
            Manifests.read(text, "tuned"), "tuned", consumers.partitions(), warnings::add)
        .getFirst();
  }

  private List<Tuning.Try> search(Subject subject, Slo wanted) throws InterruptedException {
    int[] own = subject.knobs().stream().mapToInt(k -> k.own(subject.document())).toArray();
    Tuning tuning = new Tuning(subject.knobs(), own, budget, new SplittableRandom(measures.seed()));
    Progress progress = new Progress(budget);
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Tuning.Try> tries =
          tuning.search(
              wanted.statistic(),
              all -> {
                List<Future<Tuning.Try>> futures = new ArrayList<>();
                for (List<Integer> places : all) {
                  futures.add(pool.submit(() -> tried(subject, places, progress)));
                }
                return futures.stream().map(TuneCommand::join).toList();
              });
      progress.end();
      return tries;
    }
  }

  private static Tuning.Try join(Future<Tuning.Try> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted", e);
    }
  }

  /** Settings that KEDA would refuse, such as min above max, are no candidates. */
  private Tuning.Try tried(Subject subject, List<Integer> places, Progress progress) {
    Optional<Outcome> outcome;
    try {
      Candidate candidate = candidate(subject.turned(places), new LinkedHashSet<>());
      outcome = Optional.of(subject.experiment().run(List.of(candidate)).result().total());
    } catch (ManifestException e) {
      outcome = Optional.empty();
    }
    progress.step();
    return new Tuning.Try(places, outcome, mostRises);
  }

  /** Tells on standard error how far it is. */
  private static final class Progress {
    private static final int LINES = 10;

    private final AtomicInteger done = new AtomicInteger();
    private final int of;
    private final boolean terminal = System.getenv("GROUNDSWELL_TERMINAL_WIDTH") != null;

    private Progress(int of) {
      this.of = of;
    }

    private void step() {
      int now = done.incrementAndGet();
      String text = "tried " + now + " of at most " + of + " settings";
      if (terminal) {
        System.err.print("\r" + text);
      } else if (now % Math.max(1, of / LINES) == 0) {
        System.err.println(text);
      }
    }

    private void end() {
      if (terminal) {
        System.err.println();
      }
    }
  }

  private static void print(
      Subject subject,
      Slo wanted,
      List<Tuning.Try> tries,
      List<Tuning.Try> best,
      Optional<Tuning.Try> chosen,
      PrintStream out) {
    List<List<String>> table = new ArrayList<>();
    List<String> head =
        new ArrayList<>(List.of("", wanted.statistic() + " wait", "replica-hours", "rises"));
    subject.knobs().forEach(knob -> head.add(knob.name()));
    table.add(head);
    double cheapest = Double.POSITIVE_INFINITY;
    for (Tuning.Try each : best) {
      boolean isChosen = chosen.filter(each::equals).isPresent();
      if (isChosen || each.replicaHours() < cheapest * WORTH_SHOWING) {
        table.add(row(subject, each, wanted, isChosen ? ">" : ""));
        cheapest = each.replicaHours();
      }
    }
    if (tries.getFirst().outcome().isPresent()) {
      table.add(row(subject, tries.getFirst(), wanted, "now"));
    }
    out.println(
        "None of the "
            + tries.size()
            + " settings tried has both shorter waits and fewer replica-hours than these:");
    out.println();
    Columns.print(table, out);
    out.println();
    if (chosen.isEmpty()) {
      out.println("None of them keeps " + wanted + ".");
      return;
    }
    out.println("The cheapest with " + wanted + ":");
    out.println();
    out.print(ScaledObjectFile.text(subject.turned(chosen.get().places())));
  }

  private static List<String> row(Subject subject, Tuning.Try each, Slo wanted, String mark) {
    Outcome outcome = each.outcome().orElseThrow();
    List<String> row = new ArrayList<>();
    row.add(mark);
    row.add(Numbers.seconds(wanted.statistic().of(outcome.waits())));
    row.add(Numbers.short3(each.replicaHours()));
    row.add(Numbers.count(outcome.rises()));
    for (int i = 0; i < subject.knobs().size(); i++) {
      row.add(
          subject
              .knobs()
              .get(i)
              .values()
              .get(each.places().get(i))
              .map(String::valueOf)
              .orElse("-"));
    }
    return row;
  }

  private static void printJson(
      Subject subject,
      List<Tuning.Try> tries,
      List<Tuning.Try> best,
      Optional<Tuning.Try> chosen,
      PrintStream out) {
    JsonMapper mapper = new JsonMapper();
    ObjectNode all = mapper.createObjectNode();
    all.put("tried", tries.size());
    for (Tuning.Try each : best) {
      ObjectNode node = all.withArray("pareto").addObject();
      node.set("settings", settings(mapper, subject, each));
      node.set("outcome", mapper.valueToTree(each.outcome().orElseThrow()));
    }
    chosen.ifPresent(
        c -> {
          all.set("chosen", settings(mapper, subject, c));
          all.put("scaledObject", ScaledObjectFile.text(subject.turned(c.places())));
        });
    out.println(all.toPrettyString());
  }

  private static ObjectNode settings(JsonMapper mapper, Subject subject, Tuning.Try each) {
    ObjectNode node = mapper.createObjectNode();
    for (int i = 0; i < subject.knobs().size(); i++) {
      Knob knob = subject.knobs().get(i);
      knob.values().get(each.places().get(i)).ifPresent(value -> node.put(knob.name(), value));
    }
    return node;
  }
}
