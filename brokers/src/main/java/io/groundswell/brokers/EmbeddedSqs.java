package io.groundswell.brokers;

import java.net.URI;
import java.nio.channels.FileChannel;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * ElasticMQ in this JVM, which speaks SQS to AWS' clients: on loopback, with SQS' limits, of the
 * region {@value ElasticMq#REGION}. Queues and messages outlive {@link #stop()} and the end of the
 * process, however it ends: they are kept in a database of H2 and confirmed when they are in it.
 * For a broker that can be killed alone, see {@link BrokerProcess}.
 *
 * <p>A JVM can hold one at a time. Differences from AWS that a client can see: counts are exact and
 * at once; any credentials and any region will do.
 */
public final class EmbeddedSqs extends ServedBroker {

  /** Not secret, as any will do. */
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("embedded", "embedded");

  private final EmbeddedSettings settings;

  private FileChannel lock;
  private ElasticMq server;
  private ExternalSqs client;

  /** A broker that is not started yet. */
  public EmbeddedSqs(EmbeddedSettings settings) {
    this.settings = settings;
  }

  /** A client of one that runs in another process. */
  static ExternalSqs client(int port) {
    return new ExternalSqs(
        ElasticMq.REGION,
        Optional.of(URI.create("http://" + Addresses.LOOPBACK + ":" + port)),
        Optional.of(CREDENTIALS));
  }

  @Override
  public BrokerKind kind() {
    return BrokerKind.SQS;
  }

  @Override
  public synchronized void start() {
    if (server != null) {
      return;
    }
    try {
      Ports.requireFree("SQS", settings.port());
      DataFolder.make(settings.folder());
      lock = DataFolder.lock(settings.folder());
      server = ElasticMq.start(settings.folder(), settings.port());
      client = client(server.port());
      client.start();
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
  }

  @Override
  public synchronized void stop() {
    if (client != null) {
      client.stop();
      client = null;
    }
    if (server != null) {
      server.stop();
      server = null;
    }
    if (lock != null) {
      DataFolder.unlock(lock);
      lock = null;
    }
  }

  @Override
  public synchronized String toString() {
    return "EmbeddedSqs[" + (client == null ? "not started" : redacted()) + "]";
  }

  @Override
  synchronized ExternalSqs started() {
    if (client == null) {
      throw notStarted();
    }
    return client;
  }
}
