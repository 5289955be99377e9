package io.groundswell.consumer;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The settings as text, under {@code consumer.*}; {@link Settings} reads and checks them. */
@ConfigMapping(prefix = "consumer")
interface ConsumerConfig {

  Optional<String> broker();

  Optional<String> messages();

  Optional<String> work();

  Optional<String> mode();

  Optional<String> failShare();

  Optional<String> attempts();

  Optional<String> concurrency();

  Optional<String> prefetch();

  Optional<String> groupProtocol();

  Optional<String> receipts();

  Optional<String> drain();

  Optional<String> visibility();

  Optional<String> instance();

  Optional<String> logJson();
}
