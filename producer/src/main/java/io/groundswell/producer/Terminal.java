package io.groundswell.producer;

import java.io.PrintWriter;
import java.util.OptionalInt;

/** Standard error while a run goes on: lines that stay, and one that is written anew. */
public final class Terminal {

  /** Set where standard error is a terminal: its width, in columns. */
  static final String WIDTH = "GROUNDSWELL_TERMINAL_WIDTH";

  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter out;
  private final OptionalInt width;
  private boolean unfinished;

  Terminal(PrintWriter out, OptionalInt width) {
    this.out = out;
    this.width = width;
  }

  /** By what the environment says of standard error. */
  public static Terminal ofEnvironment(PrintWriter out) {
    String width = System.getenv(WIDTH);
    return new Terminal(
        out,
        width != null && width.matches("[1-9]\\d{0,3}")
            ? OptionalInt.of(Integer.parseInt(width))
            : OptionalInt.empty());
  }

  /** Whether a line may be written over. */
  public boolean canRewrite() {
    return width.isPresent();
  }

  /** A line that stays. */
  public synchronized void say(String line) {
    clear();
    out.println(line);
    out.flush();
  }

  /** A line that the next one takes the place of, if this is a terminal. */
  public synchronized void show(String line) {
    if (width.isEmpty()) {
      say(line);
      return;
    }
    int columns = width.getAsInt() - 1;
    clear();
    out.print(line.length() <= columns ? line : line.substring(0, columns));
    out.flush();
    unfinished = true;
  }

  /** Takes away what {@link #show} has left. */
  public synchronized void clear() {
    if (unfinished) {
      out.print(CLEAR);
      out.flush();
      unfinished = false;
    }
  }
}
