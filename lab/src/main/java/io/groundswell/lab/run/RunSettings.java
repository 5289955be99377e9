package io.groundswell.lab.run;

import io.groundswell.brokers.Broker;
import io.groundswell.brokers.BrokerKind;
import io.groundswell.lab.app.Application;
import io.groundswell.lab.process.StartMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run is to do.
 *
 * @param name also that of its folder
 * @param folder where its timeline, summary and logs go
 * @param application whose replicas are scaled
 * @param manifest the application's
 * @param producer places the orders
 * @param load the producer's arguments: how many orders, and when
 * @param orders how many they are, where that is known beforehand
 * @param queue where orders are placed; empty for the one that the ScaledObject watches
 * @param givesReceipts whether the application is known to send receipts
 * @param environment set in every replica, over what the manifest says
 * @param startMode of the replicas
 * @param speed how many times faster the autoscaler's periods run; above 0
 * @param chaos faults to make
 * @param seed of all randomness
 * @param timeout after which the run is ended
 * @param brokerKind which broker the orders go through
 * @param broker one that is already there, not started; empty for an embedded one
 * @param ports of the embedded broker
 */
public record RunSettings(
    String name,
    Path folder,
    Application application,
    Path manifest,
    Application producer,
    List<String> load,
    OptionalLong orders,
    Optional<String> queue,
    boolean givesReceipts,
    Map<String, String> environment,
    StartMode startMode,
    double speed,
    ChaosPlan chaos,
    long seed,
    Duration timeout,
    BrokerKind brokerKind,
    Optional<Broker> broker,
    Ports ports) {

  /** Of the embedded broker; 0 takes a free one. */
  public record Ports(int broker, int management) {}
}
