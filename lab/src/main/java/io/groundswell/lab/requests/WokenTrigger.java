package io.groundswell.lab.requests;

import io.groundswell.lab.http.Traffic;
import io.groundswell.triggers.Measurement;
import io.groundswell.triggers.Trigger;
import io.groundswell.triggers.TriggerException;
import java.util.function.Supplier;

/**
 * A trigger that requests wake: its own figures come from replicas, of which there may be none. As
 * with the interceptor of KEDA's HTTP add-on, it is active while a request is pending, and those
 * that wait for a replica count.
 */
final class WokenTrigger implements Trigger {

  private final Trigger trigger;
  private final Supplier<Traffic.Counts> requests;

  WokenTrigger(Trigger trigger, Supplier<Traffic.Counts> requests) {
    this.trigger = trigger;
    this.requests = requests;
  }

  @Override
  public String metricName() {
    return trigger.metricName();
  }

  @Override
  public double target() {
    return trigger.target();
  }

  @Override
  public double activation() {
    return trigger.activation();
  }

  @Override
  public Measurement measure() throws TriggerException {
    Measurement measured = trigger.measure();
    Traffic.Counts now = requests.get();
    return new Measurement(
        Math.max(measured.value(), now.waiting()),
        measured.active() || now.waiting() + now.inHand() > 0);
  }

  @Override
  public void close() {
    trigger.close();
  }
}
