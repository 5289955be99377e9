package io.groundswell.autoscaler.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** A made-up load: how many orders a second arrive when. */
public sealed interface Shape {

  /** Orders a second at most. */
  double MOST_RATE = 1_000_000;

  /** The longest load: 10 years. */
  Duration LONGEST = Duration.ofDays(3660);

  /** Orders a second, so many seconds after the beginning. */
  double rate(double seconds);

  /**
   * Always the same.
   *
   * @param rate orders a second
   */
  record Steady(double rate) implements Shape {
    public Steady {
      requireRate("rate", rate);
    }

    @Override
    public double rate(double seconds) {
      return rate;
    }
  }

  /**
   * Another rate from some time on.
   *
   * @param rate orders a second before
   * @param to orders a second from then on
   * @param at when
   */
  record Step(double rate, double to, Duration at) implements Shape {
    public Step {
      requireRate("rate", rate);
      requireRate("to", to);
    }

    @Override
    public double rate(double seconds) {
      return seconds < at.toNanos() / 1e9 ? rate : to;
    }
  }

  /**
   * Another rate for a while.
   *
   * @param rate orders a second before and after
   * @param peak orders a second meanwhile
   * @param at when it begins
   * @param width how long it lasts
   */
  record Spike(double rate, double peak, Duration at, Duration width) implements Shape {
    public Spike {
      requireRate("rate", rate);
      requireRate("peak", peak);
    }

    @Override
    public double rate(double seconds) {
      double since = seconds - at.toNanos() / 1e9;
      return since >= 0 && since < width.toNanos() / 1e9 ? peak : rate;
    }
  }

  /**
   * Least at midnight, when it begins, and most at noon.
   *
   * @param rate orders a second on average
   * @param swing how far it goes up and down, as a part of the average, from 0 to 1
   */
  record Daily(double rate, double swing) implements Shape {
    public Daily {
      requireRate("rate", rate);
      requirePart("swing", swing);
    }

    @Override
    public double rate(double seconds) {
      return rate * (1 - swing * Math.cos(2 * Math.PI * seconds / 86_400));
    }
  }

  /**
   * Five days like {@link Daily}, then two with less of it.
   *
   * @param rate orders a second on average on the five days
   * @param swing how far it goes up and down, as a part of the average, from 0 to 1
   * @param weekend how much of it is left on the two days, from 0 to 1
   */
  record Weekly(double rate, double swing, double weekend) implements Shape {
    public Weekly {
      requireRate("rate", rate);
      requirePart("swing", swing);
      requirePart("weekend", weekend);
    }

    @Override
    public double rate(double seconds) {
      double weekday = new Daily(rate, swing).rate(seconds);
      return (long) (seconds / 86_400) % 7 < 5 ? weekday : weekday * weekend;
    }
  }

  /**
   * A shape, how long it lasts, and how its orders lie.
   *
   * @param shape the rate
   * @param length how long
   * @param placing how orders lie within each second
   */
  record Load(Shape shape, Duration length, Placing placing) {

    private static final long SECOND = 1_000_000_000L;

    /** A workload of this load; {@code random} is for {@link Placing#POISSON}. */
    public Workload workload(SplittableRandom random) {
      return new Seconds(random);
    }

    /** Second by second. */
    private final class Seconds implements Workload {
      private final SplittableRandom random;
      private long begin;
      private double owed;

      private Seconds(SplittableRandom random) {
        this.random = random;
      }

      @Override
      public Optional<Arrivals> next() {
        long last = length.toNanos();
        if (begin >= last) {
          return Optional.empty();
        }
        Arrivals arrivals;
        do {
          arrivals = second(begin, Math.min(begin + SECOND, last));
          begin = arrivals.end();
        } while (arrivals.count() == 0 && begin < last);
        return Optional.of(arrivals);
      }

      private Arrivals second(long from, long to) {
        double expected = shape.rate((from + to) / 2.0 / SECOND) * (to - from) / SECOND;
        return placing == Placing.EVEN
            ? Arrivals.spread(from, to, whole(expected), 0.5)
            : Arrivals.spread(from, to, poisson(expected), random.nextDouble());
      }

      /** Whole orders, so that their sum keeps up with that of the rates. */
      private long whole(double expected) {
        owed += expected;
        long count = (long) Math.floor(owed + 1e-9);
        owed -= count;
        return count;
      }

      /** Counts how many exponential gaps fit. */
      private long poisson(double expected) {
        long count = -1;
        for (double time = 0; time < expected || count < 0; count++) {
          time += random.nextExponential();
        }
        return expected == 0 ? 0 : count;
      }
    }
  }

  /**
   * Reads a load such as {@code steady:rate=5,for=1h}. Shapes and their settings, with what they
   * are if left out:
   *
   * <ul>
   *   <li>{@code steady}: {@code rate}
   *   <li>{@code poisson}: the same, but at random
   *   <li>{@code step}: {@code rate=0}, {@code to}, {@code at=10m}
   *   <li>{@code spike}: {@code rate=0}, {@code peak}, {@code at=10m}, {@code width=1m}
   *   <li>{@code daily}: {@code rate}, {@code swing=0.8}; lasts a day
   *   <li>{@code weekly}: {@code rate}, {@code swing=0.8}, {@code weekend=0.3}; lasts a week
   * </ul>
   *
   * <p>Rates are orders a second. All take {@code for} (1 h where nothing else is said).
   *
   * @param placing how orders lie within each second, unless the shape says
   * @throws IllegalArgumentException if it can't be understood; the message says what it may be
   */
  static Load parse(String text, Placing placing) {
    String[] parts = text.strip().split(":", 2);
    Settings settings = new Settings(parts[0], parts.length == 2 ? parts[1] : "");
    Shape shape =
        switch (parts[0]) {
          case "steady", "poisson" -> new Steady(settings.rate("rate"));
          case "step" ->
              new Step(settings.number("rate", 0), settings.rate("to"), settings.time("at", "10m"));
          case "spike" ->
              new Spike(
                  settings.number("rate", 0),
                  settings.rate("peak"),
                  settings.time("at", "10m"),
                  settings.time("width", "1m"));
          case "daily" -> new Daily(settings.rate("rate"), settings.number("swing", 0.8));
          case "weekly" ->
              new Weekly(
                  settings.rate("rate"),
                  settings.number("swing", 0.8),
                  settings.number("weekend", 0.3));
          default ->
              throw new IllegalArgumentException(
                  "'"
                      + parts[0]
                      + "' is no shape: it may be steady, poisson, step, spike, daily or weekly");
        };
    Duration length =
        settings.time(
            "for",
            switch (parts[0]) {
              case "daily" -> "1d";
              case "weekly" -> "7d";
              default -> "1h";
            });
    settings.requireNoMore();
    if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("for is " + length + ", must be above 0, at most 3660d");
    }
    return new Load(shape, length, parts[0].equals("poisson") ? Placing.POISSON : placing);
  }

  /** The settings of a shape, each to be asked for once. */
  final class Settings {
    private final String shape;
    private final Map<String, String> left = new HashMap<>();

    private Settings(String shape, String text) {
      this.shape = shape;
      for (String setting : text.isBlank() ? new String[0] : text.split(",")) {
        String[] both = setting.split("=", 2);
        if (both.length != 2 || left.put(both[0].strip(), both[1].strip()) != null) {
          throw new IllegalArgumentException(
              shape + ": '" + setting + "' is no setting such as rate=5, or it is there twice");
        }
      }
    }

    private double rate(String name) {
      if (!left.containsKey(name)) {
        throw new IllegalArgumentException(
            shape + " needs " + name + ", orders a second: " + shape + ":" + name + "=5");
      }
      return number(name, 0);
    }

    private double number(String name, double otherwise) {
      String text = left.remove(name);
      try {
        return text == null
            ? otherwise
            : Double.parseDouble(text.endsWith("/s") ? text.substring(0, text.length() - 2) : text);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            shape + ": " + name + " is '" + text + "', must be a number", e);
      }
    }

    private Duration time(String name, String otherwise) {
      String text = left.remove(name);
      try {
        return TimeDistribution.duration(text == null ? otherwise : text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(shape + ": " + name + ": " + e.getMessage(), e);
      }
    }

    private void requireNoMore() {
      if (!left.isEmpty()) {
        throw new IllegalArgumentException(
            shape + " has no setting '" + left.keySet().stream().sorted().findFirst().get() + "'");
      }
    }
  }

  private static void requireRate(String name, double rate) {
    if (!(rate >= 0 && rate <= MOST_RATE)) {
      throw new IllegalArgumentException(
          name + " is " + rate + ", must be 0 to " + (long) MOST_RATE + " orders a second");
    }
  }

  private static void requirePart(String name, double part) {
    if (!(part >= 0 && part <= 1)) {
      throw new IllegalArgumentException(name + " is " + part + ", must be 0 to 1");
    }
  }
}
