package io.groundswell.lab.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Round robin over replicas that come and go. Not thread-safe. */
final class Rotation {

  private long turns;

  /**
   * Whose turn it is.
   *
   * @param ready the replicas that take requests
   * @param tried those that couldn't be reached by this request
   * @return empty if no other is left
   */
  Optional<Upstream> next(List<Upstream> ready, Set<Upstream> tried) {
    List<Upstream> left = ready.stream().filter(upstream -> !tried.contains(upstream)).toList();
    return left.isEmpty() ? Optional.empty() : Optional.of(left.get((int) (turns++ % left.size())));
  }
}
