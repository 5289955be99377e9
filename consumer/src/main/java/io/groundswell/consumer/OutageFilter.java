package io.groundswell.consumer;

import io.quarkus.logging.LoggingFilter;
import java.util.List;
import java.util.Optional;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Connectors and clients log a stack trace for every attempt to reach a broker that is away. This
 * makes one line of it, once for each reason.
 */
@LoggingFilter(name = "outages")
public final class OutageFilter implements Filter {

  private static final List<String> CLIENTS =
      List.of(
          "com.rabbitmq.client.",
          "io.smallrye.reactive.messaging.aws.sqs",
          "io.smallrye.reactive.messaging.kafka",
          "io.smallrye.reactive.messaging.rabbitmq",
          "io.vertx.rabbitmq.",
          "org.apache.kafka.",
          "software.amazon.awssdk.");

  private static final PatternFormatter TEXT = new PatternFormatter("%s");

  @Override
  public boolean isLoggable(LogRecord record) {
    String logger = String.valueOf(record.getLoggerName());
    if (logger.equals("io.quarkus.mutiny.runtime.MutinyInfrastructure")) {
      // The connector, too, takes its leave of the broker, after we have, and is refused.
      return !Outages.OF_BROKER.isLeaving();
    }
    if (CLIENTS.stream().noneMatch(logger::startsWith)) {
      return true;
    }
    Throwable thrown = record.getThrown();
    String why = thrown == null ? said(record) : Outages.text(thrown);
    Optional<String> line = Outages.OF_BROKER.refused(why);
    line.ifPresent(
        text -> {
          record.setThrown(null);
          record.setLevel(Level.WARNING);
          if (record instanceof ExtLogRecord extended) {
            extended.setMessage(text, ExtLogRecord.FormatStyle.NO_FORMAT);
          } else {
            record.setMessage(text);
          }
        });
    return line.isPresent();
  }

  /** Kafka's client begins its lines with its own name in brackets. */
  private static String said(LogRecord record) {
    return TEXT.formatMessage(record)
        .replaceFirst("^\\[[^]]*] ", "")
        .lines()
        .findFirst()
        .orElse("");
  }
}
