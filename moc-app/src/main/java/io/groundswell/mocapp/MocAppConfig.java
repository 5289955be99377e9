package io.groundswell.mocapp;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The settings as text, under {@code moc.*}; {@link Settings} reads and checks them. */
@ConfigMapping(prefix = "moc")
interface MocAppConfig {

  Optional<String> name();

  Optional<String> version();

  Optional<String> destinations();

  Optional<String> errors();

  Optional<String> latency();

  Optional<String> queueUrl();

  Optional<String> burns();

  Optional<String> memory();

  Optional<String> memoryLimit();

  Optional<String> logJson();
}
