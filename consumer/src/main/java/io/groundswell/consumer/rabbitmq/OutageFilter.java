package io.groundswell.consumer.rabbitmq;

import io.quarkus.logging.LoggingFilter;
import java.util.Optional;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * The connector and its client log a stack trace for every attempt to reach a broker that is away.
 * This makes one line of it, once for each reason.
 */
@LoggingFilter(name = "outages")
public final class OutageFilter implements Filter {

  @Override
  public boolean isLoggable(LogRecord record) {
    String logger = String.valueOf(record.getLoggerName());
    if (logger.equals("io.quarkus.mutiny.runtime.MutinyInfrastructure")) {
      // The connector, too, takes its leave of the broker, after we have, and is refused.
      return !Outages.OF_BROKER.isLeaving();
    }
    if (!logger.startsWith("io.vertx.rabbitmq.")
        && !logger.startsWith("io.smallrye.reactive.messaging.rabbitmq")
        && !logger.startsWith("com.rabbitmq.client.")) {
      return true;
    }
    Throwable thrown = record.getThrown();
    String why = thrown == null ? record.getMessage() : Outages.text(thrown);
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
}
