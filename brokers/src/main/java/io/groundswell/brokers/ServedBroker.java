package io.groundswell.brokers;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A broker that we run ourselves and then speak to as anybody would: by its address. What is asked
 * of it, its client answers.
 */
abstract class ServedBroker implements Broker {

  /**
   * The client of the running broker.
   *
   * @throws IllegalStateException before {@link #start()}
   */
  abstract Broker started();

  /** Says that there is no client yet. */
  static IllegalStateException notStarted() {
    return new IllegalStateException("the broker is not started");
  }

  @Override
  public URI address() {
    return started().address();
  }

  @Override
  public Optional<URI> management() {
    return started().management();
  }

  @Override
  public String redacted() {
    return started().redacted();
  }

  @Override
  public Map<String, String> clientEnvironment(String queue) {
    return started().clientEnvironment(queue);
  }

  @Override
  public void create(String queue) {
    started().create(queue);
  }

  @Override
  public void createPlain(String queue) {
    started().createPlain(queue);
  }

  @Override
  public void purge(String queue) {
    started().purge(queue);
  }

  @Override
  public void delete(String queue) {
    started().delete(queue);
  }

  @Override
  public QueueCounts count(String queue) {
    return started().count(queue);
  }
}
