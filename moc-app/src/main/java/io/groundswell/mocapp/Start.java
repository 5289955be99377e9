package io.groundswell.mocapp;

import io.groundswell.mocapp.burn.CpuBurner;
import io.groundswell.mocapp.burn.MemoryHolder;
import io.groundswell.mocapp.burn.ProcessMemory;
import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Handler;
import java.util.random.RandomGenerator;
import org.jboss.logmanager.formatters.JsonFormatter;

/** Checks the settings before the first request, and gives the others what they work with. */
@Singleton
class Start {

  @Produces
  @Singleton
  Settings settings(MocAppConfig config) {
    return Settings.of(config, ProcessMemory.ofThisProcess());
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  RandomGenerator random() {
    return () -> ThreadLocalRandom.current().nextLong();
  }

  @Produces
  @Singleton
  CpuBurner cpuBurner() {
    return new CpuBurner(Runtime.getRuntime().availableProcessors(), System::nanoTime);
  }

  @Produces
  @Singleton
  MemoryHolder memoryHolder(Settings settings) {
    return new MemoryHolder(settings.memory(), settings.memoryLimit(), System::nanoTime);
  }

  /** Ends the process with one line where a setting is wrong: the way Quarkus has for that. */
  void check(@Observes @Priority(1) StartupEvent event, MocAppConfig config) {
    try {
      if (Settings.of(config, ProcessMemory.ofThisProcess()).logJson()) {
        logJson();
      }
    } catch (InvalidSettingException e) {
      throw new ConfigurationException(e.getMessage());
    }
  }

  /** The JSON extension of Quarkus isn't to be had at this version; its formatter is. */
  private static void logJson() {
    for (Handler handler : InitialConfigurator.DELAYED_HANDLER.getHandlers()) {
      handler.setFormatter(new JsonFormatter());
    }
  }
}
