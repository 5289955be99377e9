package io.groundswell.lab.run;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count has grown over the last seconds. */
public final class RateMeter {

  private record Point(double seconds, long count) {}

  private final double window;
  private final Deque<Point> points = new ArrayDeque<>();

  public RateMeter(double windowSeconds) {
    this.window = windowSeconds;
  }

  public void count(double seconds, long count) {
    points.addLast(new Point(seconds, count));
    while (points.size() > 2 && points.getFirst().seconds < seconds - window) {
      points.removeFirst();
    }
  }

  public double perSecond() {
    if (points.size() < 2) {
      return 0;
    }
    Point from = points.getFirst();
    Point to = points.getLast();
    double span = to.seconds - from.seconds;
    return span <= 0 ? 0 : (to.count - from.count) / span;
  }
}
