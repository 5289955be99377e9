package io.groundswell.lab.delivery;

import io.groundswell.brokers.Broker;
import io.groundswell.brokers.BrokerKind;
import io.groundswell.brokers.BrokerProcess;
import io.groundswell.brokers.EmbeddedSettings;
import io.groundswell.brokers.RabbitMqServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** A broker of its own with empty queues, and the network to it. */
final class Site implements AutoCloseable {

  /** RabbitMQ itself, where this machine has one; the others are embedded. */
  static final String REAL_RABBITMQ = "rabbitmq-server";

  /** What clients have to say of a broker that is away, they say all the time. */
  private static final Logger ROOT = Logger.getLogger("");

  private final String name;
  private final Broker broker;
  private final Runnable crash;
  private final Optional<Proxy> proxy;

  private Site(String name, Broker broker, Runnable crash, Optional<Proxy> proxy) {
    this.name = name;
    this.broker = broker;
    this.crash = crash;
    this.proxy = proxy;
  }

  /** All that this machine can have. */
  static List<String> names() {
    Stream<String> embedded = Arrays.stream(BrokerKind.values()).map(BrokerKind::toString);
    return Stream.concat(embedded, RabbitMqServer.find().map(path -> REAL_RABBITMQ).stream())
        .toList();
  }

  /**
   * Starts one.
   *
   * @param name one of {@link #names()}
   * @param folder where it keeps everything
   * @param breakable whether its network is to be cut
   */
  static Site open(String name, Path folder, boolean breakable) {
    ROOT.setLevel(Level.OFF);
    Site site =
        name.equals(REAL_RABBITMQ) ? server(folder, breakable) : embedded(name, folder, breakable);
    BrokerKind kind = site.broker.kind();
    site.broker.create(Inspector.ORDERS);
    site.broker.createPlain(kind.receipts(Inspector.ORDERS));
    return site;
  }

  private static Site server(Path folder, boolean breakable) {
    RabbitMqServer server = new RabbitMqServer(RabbitMqServer.find().orElseThrow(), folder);
    server.start();
    return new Site(
        REAL_RABBITMQ,
        server,
        server::stop,
        breakable ? Optional.of(Proxy.to(server.address().getPort())) : Optional.empty());
  }

  private static Site embedded(String name, Path folder, boolean breakable) {
    int port = freePort();
    Optional<Proxy> proxy = breakable ? Optional.of(Proxy.to(port)) : Optional.empty();
    EmbeddedSettings settings = EmbeddedSettings.in(folder, BrokerKind.of(name)).withPorts(port, 0);
    BrokerProcess process =
        new BrokerProcess(proxy.map(each -> settings.advertisedAt(each.port())).orElse(settings));
    process.start();
    return new Site(name, process, process::kill, proxy);
  }

  String name() {
    return name;
  }

  Broker broker() {
    return broker;
  }

  /** What clients are told: the way through the network that may be cut. */
  Map<String, String> clientEnvironment() {
    Map<String, String> environment = new HashMap<>(broker.clientEnvironment(Inspector.ORDERS));
    proxy.ifPresent(
        each -> {
          String direct = Integer.toString(broker.address().getPort());
          String through = Integer.toString(each.port());
          environment.replaceAll((variable, value) -> value.replace(direct, through));
        });
    return environment;
  }

  /** Ends the broker as harshly as it can be, and starts it again. */
  void restart() {
    crash.run();
    broker.start();
  }

  /** Cuts the network for so long, twice. */
  void cut(Duration time) throws InterruptedException {
    proxy.orElseThrow().cut(time);
  }

  @Override
  public void close() {
    proxy.ifPresent(Proxy::close);
    broker.stop();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
