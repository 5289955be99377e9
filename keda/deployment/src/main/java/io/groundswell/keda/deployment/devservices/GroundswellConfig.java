package io.groundswell.keda.deployment.devservices;

import io.groundswell.brokers.BrokerKind;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Optional;

/** Brokers for development and tests: {@code quarkus.groundswell.*}. */
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
@ConfigMapping(prefix = "quarkus.groundswell")
public interface GroundswellConfig {

  /** Brokers for development and tests. */
  DevServices devservices();

  /** Brokers for development and tests. */
  interface DevServices {

    /**
     * Where brokers come from in development mode and tests: {@code auto} leaves it to Quarkus' own
     * Dev Services where a container engine answers and starts embedded ones where none does;
     * {@code embedded} starts them in any case; {@code off} starts none.
     */
    @WithParentName
    @WithDefault("auto")
    Mode mode();

    /**
     * The broker of an application that has a client of its own and no channel: {@code rabbitmq},
     * {@code kafka} or {@code sqs}.
     */
    Optional<BrokerKind> broker();

    /** Queues or topics to make beside those of the channels, each with one for dead letters. */
    Optional<List<String>> queues();
  }

  /** Where brokers come from. */
  enum Mode {
    AUTO,
    EMBEDDED,
    OFF
  }
}
