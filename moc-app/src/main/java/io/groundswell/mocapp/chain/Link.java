package io.groundswell.mocapp.chain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One link of a chain: adds its name to the list, waits, fails now and then, and passes the list on
 * to each of its destinations, the next with what the one before gave back.
 */
public final class Link {

  private final String name;
  private final Duration latency;
  private final int errors;
  private final List<? extends Destination> destinations;
  private final RandomGenerator random;
  private final Consumer<Duration> sleep;

  /**
   * A link.
   *
   * @param name to add to the list
   * @param latency the longest wait
   * @param errors how many of a hundred calls fail
   * @param destinations in their order
   * @param random draws waits and failures
   * @param sleep waits so long
   */
  Link(
      String name,
      Duration latency,
      int errors,
      List<? extends Destination> destinations,
      RandomGenerator random,
      Consumer<Duration> sleep) {
    this.name = name;
    this.latency = latency;
    this.errors = errors;
    this.destinations = List.copyOf(destinations);
    this.random = random;
    this.sleep = sleep;
  }

  /**
   * Does its part, and has the others do theirs.
   *
   * @return the list at its end
   * @throws FailedException if this one or one after it fails
   */
  public List<String> process(List<String> list) {
    List<String> result = new ArrayList<>(list);
    result.add(name);
    if (latency.isPositive()) {
      sleep.accept(Duration.ofMillis(random.nextLong(latency.toMillis() + 1)));
    }
    if (random.nextInt(100) < errors) {
      throw FailedException.here(name);
    }
    for (Destination destination : destinations) {
      result = destination.process(result);
    }
    return result;
  }
}
