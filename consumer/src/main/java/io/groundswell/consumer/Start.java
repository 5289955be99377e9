package io.groundswell.consumer;

import io.groundswell.messages.Order;
import io.groundswell.messages.Receipt;
import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.logging.Handler;
import org.jboss.logmanager.formatters.JsonFormatter;

/** Checks the settings before anything connects, and gives them and their broker to the others. */
@Singleton
@RegisterForReflection(targets = {Order.class, Receipt.class})
class Start {

  @Produces
  @Singleton
  Settings settings(ConsumerConfig config) {
    return Settings.of(config, ProcessHandle.current().pid());
  }

  /** Looked up when it is first needed, so that a wrong setting is told by {@link #check} first. */
  @Produces
  @ApplicationScoped
  Broker broker(Settings settings, @Any Instance<Broker> brokers) {
    return brokers.select(Identifier.Literal.of(settings.broker())).get();
  }

  /** The JSON extension of Quarkus isn't to be had at this version; its formatter is. */
  private static void logJson() {
    for (Handler handler : InitialConfigurator.DELAYED_HANDLER.getHandlers()) {
      handler.setFormatter(new JsonFormatter());
    }
  }

  /** Ends the process with one line where a setting is wrong: the way Quarkus has for that. */
  void check(
      @Observes @Priority(1) StartupEvent event, ConsumerConfig config, Instance<Broker> broker) {
    try {
      if (Settings.of(config, 0).logJson()) {
        logJson();
      }
      broker.get().start();
    } catch (InvalidSettingException e) {
      throw new ConfigurationException(e.getMessage());
    }
  }
}
