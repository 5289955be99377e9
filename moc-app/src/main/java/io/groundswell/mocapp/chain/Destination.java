package io.groundswell.mocapp.chain;

import java.util.List;

/** An application that a list is passed on to. */
@FunctionalInterface
interface Destination {

  /**
   * Passes it on.
   *
   * @return what comes back
   * @throws FailedException if none does, or no list
   */
  List<String> process(List<String> list);
}
