package io.groundswell.triggers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a {@code rabbitmq} trigger measures, and when that is activity. */
enum RabbitMqMode {
  QUEUE_LENGTH("QueueLength") {
    @Override
    Measurement measure(RabbitMqQueue queue, double activation) {
      return above(queue.messages(), activation, false);
    }
  },
  MESSAGE_RATE("MessageRate") {
    @Override
    Measurement measure(RabbitMqQueue queue, double activation) {
      return above(queue.publishRate(), activation, queue.messages() > activation);
    }
  },
  DELIVER_GET_RATE("DeliverGetRate") {
    @Override
    Measurement measure(RabbitMqQueue queue, double activation) {
      return above(queue.deliverGetRate(), activation, false);
    }
  },
  PUBLISHED_TO_DELIVERED_RATIO("PublishedToDeliveredRatio") {
    @Override
    Measurement measure(RabbitMqQueue queue, double activation) {
      boolean published = queue.publishRate() > 0;
      boolean stalled = published && queue.deliverGetRate() == 0;
      double ratio =
          stalled ? activation : published ? queue.publishRate() / queue.deliverGetRate() : 0;
      return above(ratio, activation, stalled);
    }
  },
  EXPECTED_QUEUE_CONSUMPTION_TIME("ExpectedQueueConsumptionTime") {
    @Override
    Measurement measure(RabbitMqQueue queue, double activation) {
      boolean waiting = queue.messages() != 0;
      double delivered = queue.deliverGetRate();
      boolean stalled = waiting && delivered == 0;
      double seconds =
          !waiting
              ? 0
              : stalled
                  ? activation
                  : (queue.publishRate() - delivered) / delivered + queue.messages() / delivered;
      return above(seconds, activation, stalled);
    }
  };

  private final String kedaName;

  RabbitMqMode(String kedaName) {
    this.kedaName = kedaName;
  }

  /** The value and activity of a queue; the unit of {@code activation} is the value's. */
  abstract Measurement measure(RabbitMqQueue queue, double activation);

  static Optional<RabbitMqMode> of(String kedaName) {
    return Arrays.stream(values()).filter(mode -> mode.kedaName.equals(kedaName)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(mode -> mode.kedaName).toList();
  }

  private static Measurement above(double value, double activation, boolean activeAnyway) {
    return Measurement.of(value, value > activation || activeAnyway);
  }
}
