package io.groundswell.lab.run;

import io.groundswell.lab.LabException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * How often which fault is made in a run.
 *
 * @param kill replicas killed by SIGKILL
 * @param term replicas deleted, which sends SIGTERM
 * @param broker kills and restarts of the broker
 */
public record ChaosPlan(int kill, int term, int broker) {

  /** No faults. */
  public static final ChaosPlan NONE = new ChaosPlan(0, 0, 0);

  private static final int MOST = 1000;

  /** What can be done to a run. */
  enum Fault {
    KILL,
    TERM,
    BROKER
  }

  /**
   * Reads {@code kill=3,term=3,broker=1}; what isn't named is 0.
   *
   * @throws LabException if a name or a number is wrong
   */
  public static ChaosPlan parse(String text) {
    int kill = 0;
    int term = 0;
    int broker = 0;
    for (String part : text.split(",")) {
      String[] pair = part.trim().split("=", 2);
      int count = count(text, pair.length == 2 ? pair[1] : "1");
      switch (pair[0].toLowerCase(Locale.ROOT)) {
        case "kill" -> kill = count;
        case "term" -> term = count;
        case "broker" -> broker = count;
        default ->
            throw new LabException(
                "--chaos "
                    + text
                    + ": there is no fault '"
                    + pair[0]
                    + "', only kill, term and"
                    + " broker, as in kill=3,term=3,broker=1");
      }
    }
    return new ChaosPlan(kill, term, broker);
  }

  private static int count(String text, String number) {
    try {
      int count = Integer.parseInt(number.trim());
      if (count >= 0 && count <= MOST) {
        return count;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new LabException("--chaos " + text + ": '" + number + "' is no number from 0 to " + MOST);
  }

  int total() {
    return kill + term + broker;
  }

  /** All faults, in an order drawn from the given randomness. */
  List<Fault> shuffled(RandomGenerator random) {
    List<Fault> faults = new ArrayList<>();
    faults.addAll(Collections.nCopies(kill, Fault.KILL));
    faults.addAll(Collections.nCopies(term, Fault.TERM));
    faults.addAll(Collections.nCopies(broker, Fault.BROKER));
    Collections.shuffle(faults, java.util.Random.from(random));
    return faults;
  }
}
