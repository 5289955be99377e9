package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.timeline.TimelineEvent;
import io.groundswell.autoscaler.timeline.TimelineEvent.DecisionMade;
import io.groundswell.autoscaler.timeline.TimelineReader;
import io.groundswell.lab.LabException;
import io.groundswell.lab.run.RunFolders;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab explain}: why it scaled, and why it didn't. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Prints the decisions of a run or of a simulation: what KEDA and the HPA decided when,",
      "why, and what held them. Equal decisions in a row become one.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lab explain                       the newest run",
      "  lab explain 20260101-120000       a run by its name",
      "  lab explain t.jsonl --changes     what changed replicas in a timeline"
    })
public final class ExplainCommand implements Callable<Integer> {

  private static final String INDENT = " ".repeat(26);

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN|FILE",
      description = "A run of target/lab, or a timeline (the newest run).")
  private String run;

  @Option(names = "--changes", description = "Only what changed replicas.")
  private boolean changes;

  @Option(names = "--by", paramLabel = "WHO", description = "Only what keda or hpa decided.")
  private Decision.By by;

  @Option(names = "--object", paramLabel = "NAME", description = "Only what is about that one.")
  private String object;

  @Override
  public Integer call() {
    Path file = file();
    DecisionLog log = new DecisionLog();
    try (Reader in = Files.newBufferedReader(file);
        Stream<TimelineEvent> events = TimelineReader.events(in)) {
      events.filter(this::isWanted).forEach(log::add);
    } catch (UncheckedIOException e) {
      throw new LabException("timeline " + file + ": " + e.getCause().getMessage(), e);
    } catch (IOException e) {
      throw new LabException("timeline " + file + " can't be read: " + e.getMessage(), e);
    }
    print(file, log, System.out);
    return 0;
  }

  private boolean isWanted(TimelineEvent event) {
    return !(event instanceof DecisionMade d)
        || (by == null || d.by() == by)
            && (object == null || d.object().equals(object))
            && (!changes || d.changes());
  }

  private Path file() {
    return run == null ? RunFolders.newestTimeline() : RunFolders.timeline(run);
  }

  private static void print(Path file, DecisionLog log, PrintStream out) {
    out.println(file);
    boolean several =
        log.entries().stream()
                .map(e -> e.first() instanceof DecisionMade d ? d.object() : "")
                .filter(name -> !name.isEmpty())
                .distinct()
                .count()
            > 1;
    for (DecisionLog.Entry entry : log.entries()) {
      print(entry, several, out);
    }
    if (log.entries().isEmpty()) {
      out.println("no decisions");
    }
  }

  private static void print(DecisionLog.Entry entry, boolean several, PrintStream out) {
    if (entry.last() instanceof TimelineEvent.Noted note) {
      out.println(at(note.t()) + "        " + note.text());
    } else if (entry.first() instanceof DecisionMade first
        && entry.last() instanceof DecisionMade last) {
      String replicas =
          first.changes()
              ? first.before() + " -> " + first.after()
              : Integer.toString(first.before());
      out.println(
          at(first.t())
              + String.format(Locale.ROOT, "  %-10s", replicas)
              + (several ? first.object() + ": " : "")
              + first.reason());
      limits(first).forEach(limit -> out.println(INDENT + "- " + limit));
      if (entry.count() > 1) {
        int more = entry.count() - 1;
        out.println(
            INDENT
                + (more == 1 ? "again at " : "and " + more + " times more until ")
                + at(last.t()).strip()
                + (last.reason().equals(first.reason()) ? "" : ": " + detail(last.reason())));
      }
    }
  }

  /** Without what is said already, such as {@code KEDA holds 1 replica}. */
  private static String detail(String reason) {
    return reason.substring(reason.indexOf(": ") + 1).strip();
  }

  private static List<String> limits(DecisionMade decision) {
    List<String> limits = new ArrayList<>();
    decision.limits().forEach(limit -> limits.add(LimitText.of(limit)));
    return limits;
  }

  private static String at(double t) {
    return String.format(Locale.ROOT, "%12.1f s", t);
  }
}
