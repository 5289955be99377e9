package io.groundswell.lab.process;

import io.groundswell.autoscaler.timeline.TimelineEvent.Stage;

/**
 * Hears of a replica's stages, on the replica's own thread, in their order. Must not block.
 *
 * <p>A replica is spawned, starts and becomes ready; it may become unready and ready again, or exit
 * by itself and be spawned again; in the end it stops and exits.
 */
public interface ReplicaListener {

  /**
   * A stage was reached.
   *
   * @param exitCode of the process with {@link Stage#EXITED}; else null
   */
  void reached(Replica replica, Stage stage, Integer exitCode);

  /** Something went wrong that the stages alone don't tell; one sentence. */
  void remarked(Replica replica, String text);
}
