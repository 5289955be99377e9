package io.groundswell.lab.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.groundswell.autoscaler.timeline.TimelineEvent.Stage;
import io.groundswell.brokers.Broker;
import io.groundswell.lab.app.Application;
import io.groundswell.lab.app.Manifest;
import io.groundswell.lab.app.Workload;
import io.groundswell.lab.process.CommandLine;
import io.groundswell.lab.process.Replica;
import io.groundswell.lab.process.ReplicaListener;
import io.groundswell.lab.process.ReplicaSet;
import io.groundswell.lab.run.Ledger;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * One row of the table: a producer places orders, consumers work on them, and at a quarter, a half
 * and three quarters of the way something goes wrong.
 */
final class Trial {

  private static final String PRODUCER = "producer";
  private static final int REPLICAS = 4;
  private static final int STRIKES = 3;
  private static final int GARBAGE = 10;
  private static final long LEAST_RATE = 100;
  private static final long PLACING_SECONDS = 20;
  private static final Duration CUT = Duration.ofSeconds(4);
  private static final Duration START = Duration.ofMinutes(5);

  /** Longer than it takes any broker to give out again what a dead consumer held. */
  private static final Duration SILENCE = Duration.ofSeconds(90);

  private static final long LOOK_MILLIS = 50;

  private final Site site;
  private final Fault fault;
  private final long orders;
  private final Path folder;
  private final Application consumer;
  private final Application producer;

  private ReplicaSet replicas;
  private Inspector inspector;
  private int strikes;

  /**
   * @param folder for logs
   * @param home the project's root, with built services
   */
  private Trial(Site site, Fault fault, long orders, Path folder, Path home) {
    this.site = site;
    this.fault = fault;
    this.orders = orders;
    this.folder = folder;
    this.consumer = Application.in(home.resolve("consumer"));
    this.producer = Application.in(home.resolve("producer"));
  }

  /** Runs one on a broker of its own. */
  static Result on(String broker, Fault fault, long orders, Path folder, Path home)
      throws Exception {
    try (Site site = Site.open(broker, folder.resolve("broker"), fault == Fault.NETWORK)) {
      return new Trial(site, fault, orders, folder, home).run();
    }
  }

  private Result run() throws Exception {
    long begin = System.nanoTime();
    Broker broker = site.broker();
    String run = fault + "-" + orders;
    Ledger ledger = new Ledger(run);
    Workload workload =
        Manifest.read(consumer.manifest(broker.kind().toString())).workload("consumer");
    try (ReplicaSet all = new ReplicaSet(workload, this::launch, new Quiet(), new Random(1));
        Inspector hands = Inspector.of(broker.kind(), broker.clientEnvironment(Inspector.ORDERS))) {
      replicas = all;
      inspector = hands;
      replicas.scale(REPLICAS);
      await("consumers", START, () -> replicas.counts().ready() == REPLICAS);
      Process placing = place(run);
      try {
        watch(ledger, placing);
      } finally {
        placing.destroyForcibly();
      }
    }
    JsonNode placed = new JsonMapper().readTree(folder.resolve(PRODUCER + ".out").toFile());
    Ledger.Counts counts = ledger.counts();
    return new Result(
        site.name(),
        fault.text(),
        placed.path("placed").asLong(),
        counts.done(),
        counts.duplicates(),
        placed.path("sentAgain").asLong(),
        orders - counts.settled(),
        counts.deadLettered() + counts.strangers(),
        (System.nanoTime() - begin) / 1e9,
        fault.isClean());
  }

  /** Until all orders are settled and the queue is empty, or nothing has happened for long. */
  private void watch(Ledger ledger, Process placing) throws Exception {
    long progressAt = System.nanoTime();
    Ledger.Counts last = ledger.counts();
    while (System.nanoTime() - progressAt < SILENCE.toNanos()) {
      Thread.sleep(LOOK_MILLIS);
      book(ledger);
      Ledger.Counts now = ledger.counts();
      if (!now.equals(last)) {
        last = now;
        progressAt = System.nanoTime();
      }
      if (strikes < STRIKES && now.settled() >= orders * (strikes + 1) / (STRIKES + 1)) {
        strike();
        strikes++;
        progressAt = System.nanoTime();
      }
      if (!placing.isAlive() && now.settled() >= orders && isEmpty()) {
        book(ledger);
        return;
      }
    }
  }

  private void strike() throws Exception {
    switch (fault) {
      case SCALE_IN -> replicas.scale(List.of(2, REPLICAS, 1).get(strikes));
      case KILL -> replicas.ready().stream().findFirst().ifPresent(Replica::kill);
      case BROKER -> site.restart();
      case NETWORK -> site.cut(CUT);
      case SLOW -> {
        // It is slow all the time.
      }
      case POISON -> {
        for (int i = 0; i < GARBAGE; i++) {
          inspector.send("{\"id\": garbage " + i);
        }
      }
      case TO_ZERO -> {
        replicas.scale(0);
        await("the consumers' end", START, () -> !replicas.isStopping());
        replicas.scale(REPLICAS);
      }
    }
  }

  private void book(Ledger ledger) {
    try {
      inspector.book(ledger);
    } catch (Exception e) {
      // The broker is away. What it has will be read when it is back.
    }
  }

  private boolean isEmpty() {
    try {
      return site.broker().count(Inspector.ORDERS).total() == 0;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static void await(String what, Duration most, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(what + " didn't come within " + most.toSeconds() + " s");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private long rate() {
    return Math.max(LEAST_RATE, orders / PLACING_SECONDS);
  }

  /** Faster than the consumers, so that they always have orders in hand. */
  private Process place(String run) throws IOException {
    return start(
        command(producer),
        List.of(
            "--count",
            "" + orders,
            "--rate",
            rate() + "/s",
            "--run",
            run,
            "--patience",
            "5m",
            "--output",
            "json"),
        Map.of(),
        PRODUCER);
  }

  private Process launch(String name, int port) throws IOException {
    Map<String, String> environment = new HashMap<>(fault.consumers());
    environment.put("INSTANCE", name);
    environment.put("QUARKUS_HTTP_PORT", "" + port);
    return start(command(consumer), List.of(), environment, name);
  }

  private static CommandLine command(Application service) {
    return service.isNativeUpToDate()
        ? CommandLine.nativeExecutable(service, OptionalLong.empty())
        : CommandLine.jvm(service, OptionalLong.empty());
  }

  private Process start(
      CommandLine command, List<String> arguments, Map<String, String> environment, String log)
      throws IOException {
    List<String> all = new ArrayList<>(command.arguments());
    all.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .directory(command.directory().toFile())
            .redirectOutput(Redirect.appendTo(folder.resolve(log + ".out").toFile()))
            .redirectError(Redirect.appendTo(folder.resolve(log + ".err").toFile()));
    builder.environment().putAll(site.clientEnvironment());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static final class Quiet implements ReplicaListener {

    @Override
    public void reached(Replica replica, Stage stage, Integer exitCode) {}

    @Override
    public void remarked(Replica replica, String text) {}
  }
}
