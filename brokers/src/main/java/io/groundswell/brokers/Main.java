package io.groundswell.brokers;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs an embedded broker as a process, so that it can be killed and started again: {@code --kind
 * rabbitmq|kafka|sqs --data FOLDER [--port N] [--advertised-port N] [--management-port N] [--create
 * QUEUE]... [--create-plain QUEUE]...}, the credentials in the environment as {@value #USERNAME}
 * and {@value #PASSWORD}. Queues are made with one for dead letters, or plain.
 *
 * <p>The first and only line on standard output, {@code {"port":5672,"managementPort":15672}}, says
 * that it is ready, queues included, and on which ports. It ends on SIGTERM, and when its standard
 * input ends, as it does when its parent dies. Exit status: 0 stopped, 1 can't start (one line on
 * standard error says why), 2 wrong arguments.
 */
public final class Main {

  /** Environment variable of the user name. */
  static final String USERNAME = "GROUNDSWELL_BROKER_USERNAME";

  /** Environment variable of the password. */
  static final String PASSWORD = "GROUNDSWELL_BROKER_PASSWORD";

  private static final String USAGE =
      "usage: --kind rabbitmq|kafka|sqs --data FOLDER [--port N] [--advertised-port N]"
          + " [--management-port N]"
          + " [--create QUEUE]... [--create-plain QUEUE]..., with "
          + USERNAME
          + " and "
          + PASSWORD
          + " set";

  private Main() {}

  /** Runs the broker until it is told to stop. */
  public static void main(String[] arguments) throws IOException {
    PrintStream announcements = System.out;
    System.setOut(System.err);
    quietLogs();
    EmbeddedSettings settings;
    try {
      settings = settings(arguments);
    } catch (IllegalArgumentException | BrokerException e) {
      System.err.println(e.getMessage() + "; " + USAGE);
      System.exit(2);
      return;
    }
    Broker broker = settings.broker();
    try {
      broker.start();
      values("--create", arguments).forEach(broker::create);
      values("--create-plain", arguments).forEach(broker::createPlain);
    } catch (BrokerException e) {
      System.err.println(e.getMessage());
      System.exit(1);
      return;
    } catch (RuntimeException | Error e) {
      // A broker's threads would keep the process going without its broker.
      System.err.println("the embedded broker doesn't start: " + e);
      System.exit(1);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(broker::stop, "stop"));
    announcements.println(
        "{\"port\":%d,\"managementPort\":%d}"
            .formatted(
                broker.address().getPort(), broker.management().map(URI::getPort).orElse(0)));
    announcements.flush();
    awaitEnd(System.in);
    System.exit(0);
  }

  private static void awaitEnd(InputStream input) throws IOException {
    while (input.read() >= 0) {
      // Nothing is told this way; only the end counts.
    }
  }

  private static void quietLogs() {
    Logger.getLogger("").setLevel(Level.SEVERE);
  }

  static EmbeddedSettings settings(String[] arguments) {
    BrokerKind kind = null;
    Path folder = null;
    int port = 0;
    int advertisedPort = 0;
    int managementPort = 0;
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " lacks a value");
      }
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--kind" -> kind = BrokerKind.of(value);
        case "--data" -> folder = Path.of(value);
        case "--port" -> port = port(arguments[i], value);
        case "--advertised-port" -> advertisedPort = port(arguments[i], value);
        case "--management-port" -> managementPort = port(arguments[i], value);
        case "--create", "--create-plain" -> {} // made when the broker runs
        default -> throw new IllegalArgumentException(arguments[i] + " is unknown");
      }
    }
    if (kind == null) {
      throw new IllegalArgumentException("--kind is missing");
    }
    if (folder == null) {
      throw new IllegalArgumentException("--data is missing");
    }
    return new EmbeddedSettings(
        kind,
        folder,
        port,
        advertisedPort,
        managementPort,
        new Credentials(System.getenv(USERNAME), System.getenv(PASSWORD)));
  }

  /** The values of an argument that may be there more than once. */
  static List<String> values(String name, String[] arguments) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      if (arguments[i].equals(name)) {
        values.add(arguments[i + 1]);
      }
    }
    return values;
  }

  private static int port(String name, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is " + value + ", must be a number", e);
    }
  }
}
