package io.groundswell.mocapp.chain;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.mocapp.Settings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes this application a link of the chain that its settings say. */
@Singleton
class Chain {

  @Produces
  @Singleton
  Link link(Settings settings, RandomGenerator random, ObjectMapper json) {
    List<HttpDestination> destinations =
        settings.destinations().stream()
            .map(address -> new HttpDestination(address, json))
            .toList();
    return new Link(
        settings.nameOrDefault(),
        settings.latency(),
        settings.errors(),
        destinations,
        random,
        Chain::sleep);
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
