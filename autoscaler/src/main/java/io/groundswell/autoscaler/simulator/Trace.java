package io.groundswell.autoscaler.simulator;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A CSV of counts: each row is a step of time, its last field the orders that arrive in it. The
 * first field, if there is another one, is the time: a date and time such as {@code 1995-07-01
 * 00:00:00} (or with a {@code T} and a {@code Z}), or a number; it only has to grow from row to
 * row. A first line whose last field is no number is a header; empty lines don't count.
 *
 * <p>Read while it is simulated: of a long trace no more is kept than what lies between the slowest
 * and the fastest of its workloads, which on one clock is a row or two.
 */
public final class Trace implements Closeable {

  /** A step where neither the caller nor the trace says. */
  public static final Duration DEFAULT_STEP = Duration.ofMinutes(1);

  /** Orders of one row at most. */
  public static final long MOST_ORDERS = 1_000_000_000;

  private static final int LONGEST_LINE = 10_000;
  private static final long SECOND = 1_000_000_000L;

  private final String name;
  private final BufferedReader in;
  private final long rows;
  private final ArrayDeque<Row> window = new ArrayDeque<>();
  private final ArrayDeque<Line> ahead = new ArrayDeque<>();
  private final long step;
  private long left = Long.MAX_VALUE;
  private long firstInWindow;
  private int workloads;
  private boolean begun;
  private int line;
  private Optional<Boolean> timed = Optional.empty();
  private double lastTime = Double.NaN;
  private String lastTimeText = "";
  private double expectedGap = Double.NaN;
  private long gaps;
  private int firstGap;

  /**
   * What rows are read.
   *
   * @param step how long a row takes; empty for the time between the first two rows, or a minute
   *     where their times don't tell
   * @param from rows left out at the beginning
   * @param rows rows at most
   */
  public record Part(Optional<Duration> step, long from, long rows) {

    /** All rows. */
    public static Part all() {
      return new Part(Optional.empty(), 0, Long.MAX_VALUE);
    }
  }

  private static final class Row {
    private final long count;
    private int unread;

    private Row(long count, int unread) {
      this.count = count;
      this.unread = unread;
    }
  }

  /** A line of the file, understood. */
  private record Line(double time, boolean date, long count) {}

  /**
   * Opens a trace; closing it closes {@code in}.
   *
   * @param name for messages, such as that of the file
   * @throws TraceException if its first rows are wrong, or there is no row
   */
  public Trace(String name, Reader in, Part part) {
    this.name = name;
    this.in = new BufferedReader(in);
    this.rows = part.rows();
    if (part.step().isPresent() && !part.step().get().isPositive()) {
      throw new TraceException(name + ": the step is " + part.step().get() + ", must be above 0");
    }
    readAhead(part.from());
    step = part.step().orElseGet(this::ownStep).toNanos();
  }

  /** The time of a row. */
  public Duration step() {
    return Duration.ofNanos(step);
  }

  /** A remark if the times of the rows read so far leave something out. */
  public Optional<String> warning() {
    return gaps == 0
        ? Optional.empty()
        : Optional.of(
            name
                + ": "
                + gaps
                + (gaps == 1 ? " stretch of time is" : " stretches of time are")
                + " left out, the first before line "
                + firstGap
                + ": as a row is a step, they are skipped");
  }

  /**
   * A workload that follows this trace. All of them must be made before the first is read.
   *
   * @param random for {@link Placing#POISSON}
   */
  public Workload workload(Placing placing, SplittableRandom random) {
    if (begun) {
      throw new IllegalStateException("the trace is being read already");
    }
    workloads++;
    return new Cursor(placing, random);
  }

  /** Rows kept for workloads that haven't come to them yet. */
  int kept() {
    return window.size();
  }

  private final class Cursor implements Workload {
    private final Placing placing;
    private final SplittableRandom random;
    private final ArrayDeque<Arrivals> slices = new ArrayDeque<>();
    private long row;

    private Cursor(Placing placing, SplittableRandom random) {
      this.placing = placing;
      this.random = random;
    }

    @Override
    public Optional<Arrivals> next() {
      if (slices.isEmpty()) {
        Optional<Long> count = count(row);
        if (count.isEmpty()) {
          return Optional.empty();
        }
        long begin = row * step;
        row++;
        if (placing == Placing.EVEN) {
          return Optional.of(Arrivals.spread(begin, begin + step, count.get(), 0.5));
        }
        slice(begin, count.get());
      }
      return Optional.of(slices.removeFirst());
    }

    /** Each order falls into any second of the row with the same chance. */
    private void slice(long begin, long count) {
      int parts = Math.clamp(step / SECOND, 1, 86_400);
      long[] counts = new long[parts];
      for (long i = 0; i < count; i++) {
        counts[random.nextInt(parts)]++;
      }
      for (int i = 0; i < parts; i++) {
        boolean isLast = i + 1 == parts;
        if (counts[i] > 0 || isLast) {
          long end = isLast ? begin + step : begin + step / parts * (i + 1);
          slices.add(
              Arrivals.spread(begin + step / parts * i, end, counts[i], random.nextDouble()));
        }
      }
    }
  }

  private Optional<Long> count(long index) {
    begun = true;
    while (firstInWindow + window.size() <= index) {
      Optional<Row> next = nextRow();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      window.addLast(next.get());
    }
    Row row = at((int) (index - firstInWindow));
    row.unread--;
    while (!window.isEmpty() && window.getFirst().unread == 0) {
      window.removeFirst();
      firstInWindow++;
    }
    return Optional.of(row.count);
  }

  private Row at(int place) {
    if (place == 0) {
      return window.getFirst();
    }
    return place == window.size() - 1
        ? window.getLast()
        : window.stream().skip(place).findFirst().orElseThrow();
  }

  private Optional<Row> nextRow() {
    Optional<Line> next = ahead.isEmpty() ? readLine() : Optional.of(ahead.removeFirst());
    return next.map(l -> new Row(l.count(), workloads));
  }

  /** Finds the first two rows, which tell how the trace is meant. */
  private void readAhead(long from) {
    for (long i = 0; i < from; i++) {
      if (readLine().isEmpty()) {
        throw new TraceException(
            name + " has " + i + " rows, so none is left after the first " + from);
      }
    }
    left = rows;
    readLine().ifPresent(ahead::add);
    readLine().ifPresent(ahead::add);
    if (ahead.isEmpty()) {
      throw new TraceException(name + " has no rows: it must have a count on each line");
    }
  }

  private Duration ownStep() {
    return ahead.getLast().date() && expectedGap > 0
        ? Duration.ofSeconds(Math.round(expectedGap))
        : DEFAULT_STEP;
  }

  private Optional<Line> readLine() {
    while (left > 0) {
      String text = readText();
      if (text == null) {
        return Optional.empty();
      }
      line++;
      if (line == 1 && text.startsWith("\uFEFF")) {
        text = text.substring(1);
      }
      if (text.isBlank() || line == 1 && isHeader(text)) {
        continue;
      }
      Line understood = understand(text);
      left--;
      return Optional.of(understood);
    }
    return Optional.empty();
  }

  private String readText() {
    try {
      String text = in.readLine();
      if (text != null && text.length() > LONGEST_LINE) {
        throw wrong("is longer than " + LONGEST_LINE + " characters");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new TraceException(name + " is no text in UTF-8", e);
    } catch (IOException e) {
      throw new TraceException(name + " can't be read: " + e.getMessage(), e);
    }
  }

  private static boolean isHeader(String text) {
    return !field(text, text.lastIndexOf(',') + 1, text.length()).matches("[-+]?[0-9.]+");
  }

  private Line understand(String text) {
    int comma = text.lastIndexOf(',');
    long count = count(field(text, comma + 1, text.length()));
    boolean hasTime = comma >= 0;
    if (timed.orElse(hasTime) != hasTime) {
      throw wrong(
          hasTime
              ? "has a time, which the rows before have not"
              : "has one column, but the rows before have a time and a count");
    }
    timed = Optional.of(hasTime);
    return hasTime
        ? timed(field(text, 0, text.indexOf(',')), count)
        : new Line(Double.NaN, false, count);
  }

  private long count(String text) {
    long count;
    try {
      count = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw wrong("has the count '" + text + "', must be a whole number");
    }
    if (count < 0 || count > MOST_ORDERS) {
      throw wrong("has the count " + count + ", must be 0 to " + MOST_ORDERS);
    }
    return count;
  }

  private Line timed(String text, long count) {
    boolean date = text.indexOf('-') > 0;
    double time = time(text, date);
    if (!Double.isFinite(time)) {
      throw wrong("has the time '" + text + "', must be a finite number");
    }
    if (time <= lastTime) {
      throw wrong(
          "has the time " + text + ", must be after that of the row before, " + lastTimeText);
    }
    double gap = time - lastTime;
    if (Double.isNaN(expectedGap)) {
      expectedGap = gap;
    } else if (gap > expectedGap * 1.5) {
      if (gaps++ == 0) {
        firstGap = line;
      }
    }
    lastTime = time;
    lastTimeText = text;
    return new Line(time, date, count);
  }

  private double time(String text, boolean date) {
    try {
      return date ? seconds(text) : Double.parseDouble(text);
    } catch (DateTimeException | NumberFormatException e) {
      throw wrong("has the time '" + text + "', must be like 1995-07-01 00:00:00, or a number");
    }
  }

  /** A date and a time of day with seconds, by hand, as a trace may be long. */
  private static long seconds(String text) {
    int length = text.length() - (text.endsWith("Z") ? 1 : 0);
    if (length != 19 || " T".indexOf(text.charAt(10)) < 0) {
      throw new DateTimeException("not of the form 1995-07-01 00:00:00");
    }
    for (int i : new int[] {4, 7, 13, 16}) {
      if (text.charAt(i) != (i < 10 ? '-' : ':')) {
        throw new DateTimeException("not of the form 1995-07-01 00:00:00");
      }
    }
    return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay()
            * 86_400
        + LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19))
            .toSecondOfDay();
  }

  private static int number(String text, int from, int to) {
    return Integer.parseUnsignedInt(text, from, to, 10);
  }

  private TraceException wrong(String what) {
    return new TraceException(name + ": line " + line + " " + what);
  }

  private static String field(String line, int from, int to) {
    String field = line.substring(from, to).strip();
    return field.length() >= 2 && field.startsWith("\"") && field.endsWith("\"")
        ? field.substring(1, field.length() - 1)
        : field;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
