package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.Limit;
import io.groundswell.autoscaler.timeline.TimelineEvent;
import io.groundswell.autoscaler.timeline.TimelineEvent.DecisionMade;
import io.groundswell.autoscaler.timeline.TimelineEvent.Noted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The decisions of a run, of which those that follow each other and say the same become one entry.
 * Two say the same if the same one decided the same for the same reason and was bound by the same
 * limits, whatever their numbers.
 */
final class DecisionLog {

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Decider, Entry> last = new HashMap<>();

  /** Who decides for what. */
  private record Decider(String object, Decision.By by) {}

  /** Equal decisions in a row, or a note. */
  static final class Entry {
    private final TimelineEvent first;
    private TimelineEvent last;
    private int count = 1;

    private Entry(TimelineEvent event) {
      first = event;
      last = event;
    }

    /** The first of them. */
    TimelineEvent first() {
      return first;
    }

    /** The last of them. */
    TimelineEvent last() {
      return last;
    }

    int count() {
      return count;
    }
  }

  /** Adds an event; what is neither a decision nor a note is passed over. */
  void add(TimelineEvent event) {
    switch (event) {
      case DecisionMade decision -> add(decision);
      case Noted note -> entries.add(new Entry(note));
      default -> {}
    }
  }

  private void add(DecisionMade decision) {
    Decider decider = new Decider(decision.object(), decision.by());
    Entry before = last.get(decider);
    if (before != null && same((DecisionMade) before.last, decision)) {
      before.last = decision;
      before.count++;
    } else {
      Entry entry = new Entry(decision);
      entries.add(entry);
      last.put(decider, entry);
    }
  }

  private static boolean same(DecisionMade a, DecisionMade b) {
    return !b.changes()
        && a.code() == b.code()
        && a.before() == b.before()
        && a.after() == b.after()
        && kinds(a).equals(kinds(b));
  }

  private static List<Class<?>> kinds(DecisionMade decision) {
    return decision.limits().stream().<Class<?>>map(Limit::getClass).toList();
  }

  /** By the time of the first. */
  List<Entry> entries() {
    return entries;
  }
}
