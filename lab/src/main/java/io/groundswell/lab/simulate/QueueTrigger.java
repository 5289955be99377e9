package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.Reading;
import io.groundswell.autoscaler.Trigger;
import io.groundswell.autoscaler.TriggerMetric;
import io.groundswell.autoscaler.simulator.Gauge;
import io.groundswell.lab.LabException;
import io.groundswell.triggers.Measurement;
import io.groundswell.triggers.QueueGauge;
import io.groundswell.triggers.TriggerException;
import io.groundswell.triggers.TriggerSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A trigger whose metric is the length of a queue, which is all that the simulator knows. */
final class QueueTrigger {

  /** Types that can be simulated. */
  static final List<String> TYPES = List.of("rabbitmq", "kafka", "apache-kafka", "aws-sqs-queue");

  private final Trigger trigger;
  private final QueueGauge gauge;

  private QueueTrigger(Trigger trigger, QueueGauge gauge) {
    this.trigger = trigger;
    this.gauge = gauge;
  }

  /** Whether a trigger can be simulated. */
  static boolean supports(Trigger trigger) {
    return TYPES.contains(trigger.type());
  }

  /**
   * Reads a trigger. What only a cluster knows (addresses, credentials) is made up.
   *
   * @param partitions of a topic
   * @param warnings hears of what had to be guessed
   * @throws LabException if its metadata is wrong, or asks for more than the queue's length
   */
  static QueueTrigger of(Trigger trigger, int partitions, Consumer<String> warnings) {
    try {
      return new QueueTrigger(trigger, QueueGauge.of(spec(trigger, warnings), partitions));
    } catch (TriggerException e) {
      throw new LabException(
          "trigger " + trigger.index() + " (" + trigger.type() + "): " + e.getMessage(), e);
    }
  }

  private static TriggerSpec spec(Trigger trigger, Consumer<String> warnings) {
    Map<String, String> metadata = trigger.metadata();
    Map<String, String> environment = new HashMap<>();
    metadata.forEach(
        (key, variable) -> {
          if (key.endsWith("FromEnv")) {
            environment.put(variable, variable);
          }
        });
    Map<String, String> authentication = new HashMap<>();
    if (trigger.type().equals("rabbitmq")) {
      String host = host(trigger, warnings);
      authentication.put("host", host);
      environment.put(metadata.getOrDefault("hostFromEnv", ""), host);
    } else if (trigger.authenticationRef().isPresent()) {
      authentication.putAll(Map.of("username", "simulated", "password", "simulated"));
    }
    return new TriggerSpec(
        trigger.index(),
        trigger.type(),
        metadata,
        authentication,
        environment,
        trigger.authenticationRef().isPresent() ? "aws" : "");
  }

  /** Where the host is a secret, the protocol tells what it would be. */
  private static String host(Trigger trigger, Consumer<String> warnings) {
    String protocol = trigger.metadata().getOrDefault("protocol", "auto").strip();
    if (protocol.equals("amqp")) {
      return "amqp://simulated";
    }
    if (protocol.equals("auto") && trigger.metadata().getOrDefault("host", "").isBlank()) {
      warnings.accept(
          "trigger "
              + trigger.index()
              + " (rabbitmq): its protocol is auto and its host isn't known here: taken for http,"
              + " which counts orders in hand; amqp doesn't");
    }
    return "http://simulated";
  }

  /** The queue or topic that it watches. */
  String source() {
    return gauge.source();
  }

  /**
   * What it announces.
   *
   * @param place of the trigger among those that are simulated
   */
  TriggerMetric metric(int place) {
    return new TriggerMetric(
        place,
        gauge.settings().metricName(),
        gauge.settings().target(),
        gauge.settings().activation());
  }

  /** What it makes of the queue. */
  Gauge gauge() {
    return (ready, unacked) -> {
      Measurement measurement = gauge.measure(ready, unacked);
      return new Reading.Value(measurement.value(), measurement.active());
    };
  }

  /** Whether no more replicas than partitions can take orders. */
  boolean isPartitioned() {
    return trigger.type().endsWith("kafka");
  }
}
