package io.groundswell.lab.run;

import io.groundswell.brokers.Broker;
import io.groundswell.brokers.BrokerProcess;
import io.groundswell.lab.process.Replica;
import io.groundswell.lab.process.ReplicaSet;
import io.groundswell.lab.run.ChaosPlan.Fault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Makes a plan's faults while there is work: spread evenly over the orders where their number is
 * known, else one every few seconds.
 */
final class Chaos {

  private static final double SECONDS_BETWEEN = 3;

  private final Deque<Fault> faults;
  private final int planned;
  private final OptionalLong orders;
  private final ReplicaSet replicas;
  private final Broker broker;
  private final RandomGenerator random;
  private final Consumer<String> log;
  private double lastAt;
  private int killed;
  private int terminated;
  private int brokerKilled;

  Chaos(
      ChaosPlan plan,
      OptionalLong orders,
      ReplicaSet replicas,
      Broker broker,
      RandomGenerator random,
      Consumer<String> log) {
    this.faults = new ArrayDeque<>(plan.shuffled(random));
    this.planned = plan.total();
    this.orders = orders;
    this.replicas = replicas;
    this.broker = broker;
    this.random = random;
    this.log = log;
  }

  /**
   * Makes the next fault if its time has come and there is somebody to suffer it.
   *
   * @param seconds since the run began
   * @param settled orders of which no more is to be heard
   */
  void step(double seconds, long settled) {
    if (faults.isEmpty() || !isDue(seconds, settled)) {
      return;
    }
    List<Replica> ready = replicas.ready();
    if (ready.isEmpty()) {
      return;
    }
    lastAt = seconds;
    Replica victim = ready.get(random.nextInt(ready.size()));
    switch (faults.poll()) {
      case KILL -> {
        killed++;
        log.accept("chaos: SIGKILL to " + victim.name());
        victim.kill();
      }
      case TERM -> {
        terminated++;
        log.accept("chaos: SIGTERM to " + victim.name());
        replicas.delete(victim);
      }
      case BROKER -> {
        brokerKilled++;
        log.accept("chaos: the broker is killed and started again");
        ((BrokerProcess) broker).kill();
        broker.start();
      }
    }
  }

  private boolean isDue(double seconds, long settled) {
    if (orders.isEmpty()) {
      return seconds - lastAt >= SECONDS_BETWEEN;
    }
    int made = planned - faults.size();
    return settled >= orders.getAsLong() * (made + 1) / (planned + 1);
  }

  /** What was done so far. */
  ChaosPlan made() {
    return new ChaosPlan(killed, terminated, brokerKilled);
  }
}
