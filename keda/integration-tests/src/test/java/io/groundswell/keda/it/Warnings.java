package io.groundswell.keda.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Collects what the extension warns of while it is open. */
final class Warnings implements AutoCloseable {

  private static final Logger LOGGER =
      Logger.getLogger("io.groundswell.keda.deployment.KedaProcessor");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
            lines.add(record.getMessage());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  Warnings() {
    LOGGER.addHandler(handler);
  }

  /** A line for each. */
  String text() {
    return String.join("\n", lines) + "\n";
  }

  @Override
  public void close() {
    LOGGER.removeHandler(handler);
  }
}
