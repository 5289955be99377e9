package io.groundswell.lab.requests;

import java.util.HashSet;
import java.util.Set;

/**
 * What became of requests while replicas were on their way out. Thread-safe.
 *
 * <p>Replicas count from SIGTERM until their process is gone.
 */
public final class ScaleIn {

  private final Set<String> leaving = new HashSet<>();
  private int left;
  private long requests;
  private long failed;

  /**
   * @param left replicas that were told to go and went
   * @param requests that ended while one was going
   * @param failed those of them that got no good answer
   */
  public record Counts(int left, long requests, long failed) {}

  synchronized void begins(String replica) {
    leaving.add(replica);
  }

  synchronized void ends(String replica) {
    leaving.remove(replica);
    left++;
  }

  synchronized void request(boolean good) {
    if (!leaving.isEmpty()) {
      requests++;
      failed += good ? 0 : 1;
    }
  }

  synchronized Counts counts() {
    return new Counts(left, requests, failed);
  }
}
