package io.groundswell.consumer.rabbitmq;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * The messages of one channel that the broker waits for, by their delivery tags, and those that are
 * done without the broker knowing. It is told of many at once where all before them are settled,
 * and of the others one by one: an order that takes long holds up nobody's acknowledgement.
 */
final class Acknowledgements {

  /**
   * What the broker is told.
   *
   * @param tag of the message that is done
   * @param multiple whether all before it are settled as well
   */
  record Acknowledgement(long tag, boolean multiple) {}

  /** Neither done nor given back, in the order of their arrival, which is that of their tags. */
  private final SequencedSet<Long> open = new LinkedHashSet<>();

  private final List<Long> untold = new ArrayList<>();
  private long arrived;

  /**
   * A message arrives.
   *
   * @return false if it isn't this channel's: tags are 1, 2, 3 and so on
   */
  synchronized boolean arrives(long tag) {
    if (tag != arrived + 1) {
      return false;
    }
    arrived = tag;
    open.add(tag);
    return true;
  }

  /**
   * A message is done.
   *
   * @return whether it is the first that the broker is to be told of
   */
  synchronized boolean done(long tag) {
    open.remove(tag);
    untold.add(tag);
    return untold.size() == 1;
  }

  /** The broker knows that a message goes to another. */
  synchronized void givenBack(long tag) {
    open.remove(tag);
  }

  /** Takes what the broker is to be told now. */
  synchronized List<Acknowledgement> take() {
    long allBefore = open.isEmpty() ? Long.MAX_VALUE : open.getFirst();
    List<Acknowledgement> all = new ArrayList<>();
    long last = 0;
    for (long tag : untold) {
      if (tag < allBefore) {
        last = Math.max(last, tag);
      } else {
        all.add(new Acknowledgement(tag, false));
      }
    }
    if (last > 0) {
      all.addFirst(new Acknowledgement(last, true));
    }
    untold.clear();
    return all;
  }
}
