package io.groundswell.lab.run;

import java.io.PrintStream;
import java.util.Locale;

/**
 * The table that one watches a run by, in the manner of {@code kubectl get hpa -w}: a line for
 * every change and, on a terminal, one line below that always shows the present.
 */
public final class LiveTable {

  private static final String CLEAR_LINE = "\r\033[K";

  private final PrintStream out;
  private final String head;
  private final boolean terminal;
  private final int width;
  private boolean headPrinted;

  /**
   * @param head names the columns
   * @param terminal whether a line may be written over
   * @param width of the terminal in characters; longer lines are cut there
   */
  LiveTable(PrintStream out, String head, boolean terminal, int width) {
    this.out = out;
    this.head = head;
    this.terminal = terminal;
    this.width = width;
  }

  /**
   * On a stream of this process: lines are written over only where a terminal shows them, and JSON
   * on standard output doesn't make standard error one.
   *
   * @param head names the columns
   */
  public static LiveTable on(PrintStream out, String head) {
    String term = System.getenv("TERM");
    boolean terminal =
        System.getenv("GROUNDSWELL_TERMINAL_WIDTH") != null && term != null && !term.equals("dumb");
    return new LiveTable(out, head, terminal, width());
  }

  private static int width() {
    String width = System.getenv("GROUNDSWELL_TERMINAL_WIDTH");
    return width != null && width.matches("[0-9]{1,4}") ? Integer.parseInt(width) : 120;
  }

  /** A line of the table: a moment of the run. */
  public interface Row {

    /** With the columns that the head names. */
    String text();
  }

  /**
   * A moment of a run of orders.
   *
   * @param seconds since it began
   * @param queue messages waiting and in hand, or -1 if that isn't known
   * @param wanted the Deployment's replicas
   * @param ready replicas that are ready
   * @param done orders done, or -1 if that isn't known
   * @param rate orders done a second, of late
   * @param why the reason of the last change
   */
  public record Orders(
      double seconds, long queue, int wanted, int ready, long done, double rate, String why)
      implements Row {

    /** Names its columns. */
    public static final String HEAD =
        "%8s  %7s  %6s  %6s  %7s  %7s  %s"
            .formatted("TIME", "QUEUE", "WANTED", "READY", "DONE", "RATE", "WHY");

    @Override
    public String text() {
      return String.format(
          Locale.ROOT,
          "%7.1fs  %7s  %6d  %6d  %7s  %7s  %s",
          seconds,
          count(queue),
          wanted,
          ready,
          count(done),
          done < 0 ? "?" : String.format(Locale.ROOT, "%.1f/s", rate),
          why);
    }

    private static String count(long value) {
      return value < 0 ? "?" : Long.toString(value);
    }
  }

  /** A line that stays. */
  public synchronized void change(Row row) {
    head();
    overwrite();
    out.println(row.text());
    out.flush();
  }

  /** The line of the present; left out where lines can't be written over. */
  public synchronized void present(Row row) {
    if (!terminal) {
      return;
    }
    head();
    String text = row.text();
    overwrite();
    out.print(text.length() > width ? text.substring(0, width) : text);
    out.flush();
  }

  /** A remark between the lines. */
  public synchronized void note(String text) {
    overwrite();
    out.println(text);
    out.flush();
  }

  public synchronized void end() {
    overwrite();
    out.flush();
  }

  private void head() {
    if (!headPrinted) {
      headPrinted = true;
      out.println(head);
    }
  }

  private void overwrite() {
    if (terminal) {
      out.print(CLEAR_LINE);
    }
  }
}
