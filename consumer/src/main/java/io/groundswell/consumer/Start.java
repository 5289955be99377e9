package io.groundswell.consumer;

import io.groundswell.messages.Order;
import io.groundswell.messages.Receipt;
import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.logging.Handler;
import org.jboss.logmanager.formatters.JsonFormatter;

/** Checks the settings before anything connects, and gives them to the others. */
@Singleton
@RegisterForReflection(targets = {Order.class, Receipt.class})
class Start {

  @Produces
  @Singleton
  Settings settings(ConsumerConfig config) {
    return Settings.of(config, ProcessHandle.current().pid());
  }

  /** The JSON extension of Quarkus isn't to be had at this version; its formatter is. */
  private static void logJson() {
    for (Handler handler : InitialConfigurator.DELAYED_HANDLER.getHandlers()) {
      handler.setFormatter(new JsonFormatter());
    }
  }

  /** Ends the process with one line where a setting is wrong: the way Quarkus has for that. */
  void check(@Observes @Priority(1) StartupEvent event, ConsumerConfig config) {
    try {
      if (Settings.of(config, 0).logJson()) {
        logJson();
      }
    } catch (InvalidSettingException e) {
      throw new ConfigurationException(e.getMessage());
    }
  }
}
