package io.groundswell.triggers;

import java.util.List;

/**
 * What a trigger makes of a queue whose counts are known without asking its source, as in a
 * simulation. Only for triggers whose value is the length of a queue, or the lag on a topic.
 */
public final class QueueGauge {

  private final TriggerSettings settings;
  private final String source;
  private final Counter counter;

  /** Turns counts into a value. */
  @FunctionalInterface
  private interface Counter {
    Measurement measure(long ready, long unacked);
  }

  private QueueGauge(TriggerSettings settings, String source, Counter counter) {
    this.settings = settings;
    this.source = source;
    this.counter = counter;
  }

  /**
   * The gauge of a trigger.
   *
   * @param partitions of a topic, over which messages are spread evenly
   * @throws TriggerException if the settings are wrong as KEDA sees it, or its value isn't the
   *     length of a queue
   */
  public static QueueGauge of(TriggerSpec spec, int partitions) throws TriggerException {
    TriggerSettings settings = Triggers.settings(spec);
    return switch (settings) {
      case RabbitMqSettings rabbit -> rabbitMq(rabbit);
      case KafkaSettings kafka -> kafka(kafka, partitions);
      case SqsSettings sqs -> sqs(sqs);
      default ->
          throw new TriggerException(
              "trigger type \"" + spec.type() + "\" doesn't measure the length of a queue");
    };
  }

  private static QueueGauge rabbitMq(RabbitMqSettings settings) throws TriggerException {
    if (settings.mode() != RabbitMqMode.QUEUE_LENGTH) {
      throw new TriggerException("only mode QueueLength measures the length of a queue");
    }
    boolean readyOnly =
        settings.protocol() == RabbitMqSettings.Protocol.AMQP || settings.excludeUnacknowledged();
    return new QueueGauge(
        settings,
        settings.queueName(),
        (ready, unacked) -> {
          RabbitMqQueue all = new RabbitMqQueue(ready + unacked, ready, 0, 0);
          return settings.mode().measure(readyOnly ? all.readyOnly() : all, settings.activation());
        });
  }

  private static QueueGauge kafka(KafkaSettings settings, int partitions) {
    return new QueueGauge(
        settings,
        settings.topics().isEmpty() ? settings.group() : String.join(",", settings.topics()),
        (ready, unacked) -> {
          long lag = ready + unacked;
          return Measurement.of(
              KafkaLag.total(settings, spread(lag, partitions)), lag > settings.activation());
        });
  }

  private static List<Long> spread(long lag, int partitions) {
    Long[] lags = new Long[partitions];
    for (int i = 0; i < partitions; i++) {
      lags[i] = lag / partitions + (i < lag % partitions ? 1 : 0);
    }
    return List.of(lags);
  }

  private static QueueGauge sqs(SqsSettings settings) {
    return new QueueGauge(
        settings,
        SqsSettings.queueName(settings.queueUrl()).orElse(settings.queueUrl()),
        (ready, unacked) -> {
          long count = settings.scaleOnInFlight() ? ready + unacked : ready;
          return Measurement.of(count, count > settings.activation());
        });
  }

  /** The external metric's name, target and activation value. */
  public TriggerSettings settings() {
    return settings;
  }

  /** The queue, topic or consumer group that is watched. */
  public String source() {
    return source;
  }

  /**
   * What the trigger would read.
   *
   * @param ready messages that nobody has taken
   * @param unacked messages that somebody has taken and not acknowledged or committed
   */
  public Measurement measure(long ready, long unacked) {
    return counter.measure(ready, unacked);
  }
}
