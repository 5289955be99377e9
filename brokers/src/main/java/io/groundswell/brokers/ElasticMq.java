package io.groundswell.brokers;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.DB$;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import org.h2.jdbcx.JdbcConnectionPool;
import scala.Option;
import scala.collection.immutable.List$;
import scala.util.Either;
import scalikejdbc.ConnectionPool;
import scalikejdbc.DataSourceConnectionPool;

/** ElasticMQ with its messages in a database of H2: its configuration, start and store. */
final class ElasticMq {

  static final String REGION = "us-east-1";

  private static final Duration START = Duration.ofSeconds(60);
  private static final int STOP_SECONDS = 10;
  private static final String USER = "elasticmq";

  /** ElasticMQ's store hangs on a static connection pool, so there can be but one. */
  private static final Semaphore ONLY_ONE = new Semaphore(1);

  /** Held, since unheld loggers forget levels. */
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger("org.elasticmq"),
          Logger.getLogger("org.apache.pekko"),
          Logger.getLogger("scalikejdbc"));

  private static final String ACTORS =
      """
      pekko {
        daemonic = on
        jvm-exit-on-fatal-error = off
        loglevel = ERROR
        stdout-loglevel = OFF
        loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
        logging-filter = "org.apache.pekko.event.slf4j.Slf4jLoggingFilter"
        log-dead-letters = off
        coordinated-shutdown.run-by-jvm-shutdown-hook = off
        actor.default-dispatcher.fork-join-executor.parallelism-max = 4
        http.server.max-connections = 1024
      }
      """;

  private final JdbcConnectionPool store;
  private final ActorSystem actors;
  private SQSRestServer server;
  private int port;

  private ElasticMq(JdbcConnectionPool store, ActorSystem actors) {
    this.store = store;
    this.actors = actors;
  }

  /**
   * Starts it.
   *
   * @param port 0 takes a free one
   */
  static ElasticMq start(Path folder, int port) {
    LOGGERS.forEach(logger -> logger.setLevel(Level.SEVERE));
    if (!ONLY_ONE.tryAcquire()) {
      throw new BrokerException(
          "an embedded SQS runs in this JVM already, which can hold but one: stop it, or start"
              + " another in a process of its own");
    }
    ElasticMq started = null;
    try {
      started = new ElasticMq(store(folder), actors());
      started.serve(folder, port);
      return started;
    } catch (ExecutionException | TimeoutException | InterruptedException | RuntimeException e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      if (started == null) {
        ONLY_ONE.release();
      } else {
        started.stop();
      }
      throw e instanceof BrokerException known ? known : failed(folder, e);
    }
  }

  int port() {
    return port;
  }

  void stop() {
    if (server != null) {
      server.stopAndWait();
      server = null;
    }
    try {
      actors.terminate();
      actors.getWhenTerminated().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Its threads are daemons.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    store.dispose();
    ONLY_ONE.release();
  }

  private void serve(Path folder, int wantedPort)
      throws ExecutionException, TimeoutException, InterruptedException {
    ActorRef persistence =
        actors.actorOf(
            Props.create(
                SqlQueuePersistenceActor.class,
                () -> new SqlQueuePersistenceActor(configuration(), List$.MODULE$.empty())));
    ActorRef queues =
        actors.actorOf(
            Props.create(
                QueueManagerActor.class,
                () ->
                    new QueueManagerActor(
                        new NowProvider(), StrictSQSLimits$.MODULE$, Option.apply(persistence))));
    restore(folder, persistence, queues);
    server =
        SQSRestServerBuilder.withActorSystem(actors)
            .withQueueManagerActor(queues)
            .withQueueEventListener(persistence)
            .withSQSLimits(StrictSQSLimits$.MODULE$)
            .withAWSRegion(REGION)
            .withInterface(Addresses.LOOPBACK)
            .withPort(wantedPort)
            .start();
    port = server.waitUntilStarted().localAddress().getPort();
  }

  private static void restore(Path folder, ActorRef persistence, ActorRef queues)
      throws ExecutionException, TimeoutException, InterruptedException {
    Object restored =
        Patterns.ask(persistence, new QueueEvent.Restore(queues), START)
            .toCompletableFuture()
            .get(START.toSeconds(), TimeUnit.SECONDS);
    if (restored instanceof Either<?, ?> either && either.isLeft()) {
      throw damaged(folder, String.valueOf(either), null);
    }
  }

  private static JdbcConnectionPool store(Path folder) {
    DB$.MODULE$.initializeSingleton(configuration());
    JdbcConnectionPool pool =
        JdbcConnectionPool.create(
            // What is confirmed to a client must be in the file by then.
            "jdbc:h2:file:"
                + folder.toAbsolutePath().resolve("store")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
            USER,
            "");
    ConnectionPool.singleton(
        new DataSourceConnectionPool(
            pool, DataSourceConnectionPool.$lessinit$greater$default$2(), null));
    return pool;
  }

  /** Only the first of a JVM is heeded, and ours takes the place of its connections. */
  private static SqlQueuePersistenceConfig configuration() {
    return new SqlQueuePersistenceConfig(
        true, "org.h2.Driver", "jdbc:h2:mem:unused", USER, "", false);
  }

  private static ActorSystem actors() {
    ClassLoader loader = ElasticMq.class.getClassLoader();
    Config config = ConfigFactory.parseString(ACTORS).withFallback(ConfigFactory.load(loader));
    return ActorSystem.create("elasticmq", config, loader);
  }

  private static BrokerException failed(Path folder, Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof java.sql.SQLException) {
        return damaged(folder, t.getMessage(), e);
      }
    }
    return new BrokerException(
        "the embedded SQS with data folder " + folder + " doesn't start: " + firstLine(e), e);
  }

  private static BrokerException damaged(Path folder, String reason, Exception cause) {
    return new BrokerException(
        "the store in "
            + folder
            + " can't be read, it may be damaged ("
            + reason.lines().findFirst().orElse("")
            + "): move the folder away (its messages with it) or choose another",
        cause);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
