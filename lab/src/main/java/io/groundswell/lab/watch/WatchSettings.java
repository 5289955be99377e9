package io.groundswell.lab.watch;

import io.groundswell.brokers.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a watch is to do.
 *
 * @param name also that of its folder
 * @param folder where its timeline and summary go
 * @param object the ScaledObject; empty for the only one there is
 * @param orders what to find out about the orders
 * @param untilIdle whether to end once all is done and the replicas are gone
 * @param timeout after which it ends in any case
 */
public record WatchSettings(
    String name,
    Path folder,
    Optional<String> object,
    Orders orders,
    boolean untilIdle,
    Optional<Duration> timeout) {

  /**
   * Where orders are counted, and which.
   *
   * @param broker where receipts and the queue are read, not started; empty to go without
   * @param queue where they are placed; empty for the one that the ScaledObject watches
   * @param run whose receipts are counted; empty to count none
   * @param placed how many orders that run has, where it is known beforehand
   * @param job the Job that places them, whose log tells how many they were
   */
  public record Orders(
      Optional<Broker> broker,
      Optional<String> queue,
      Optional<String> run,
      OptionalLong placed,
      Optional<String> job) {}
}
