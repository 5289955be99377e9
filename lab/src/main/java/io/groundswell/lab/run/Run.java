package io.groundswell.lab.run;

import io.groundswell.autoscaler.timeline.TimelineWriter;
import io.groundswell.brokers.Broker;
import io.groundswell.brokers.BrokerException;
import io.groundswell.brokers.BrokerProcess;
import io.groundswell.brokers.EmbeddedSettings;
import io.groundswell.lab.LabException;
import io.groundswell.lab.app.Workload;
import io.groundswell.lab.process.CommandLine;
import io.groundswell.lab.process.ReplicaSet;
import io.groundswell.triggers.Trigger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;

/** One run: starts all that it needs, watches until all is done, and stops what it started. */
public final class Run {

  /** Where orders are placed. */
  public static final String ORDERS = "orders";

  private final RunSettings settings;
  private final LiveTable table;

  /**
   * @param messages for the table and for remarks
   */
  public Run(RunSettings settings, PrintStream messages) {
    this.settings = settings;
    this.table = LiveTable.on(messages, LiveTable.Orders.HEAD);
  }

  /**
   * Runs to the end, or until this process is asked to stop or the time is up; then the summary
   * says so. Nothing that it started is left running.
   *
   * @throws LabException if it can't begin, or the producer fails
   */
  public Summary execute() {
    RunFolders.make(settings.folder());
    Subject subject = Subject.read(settings.manifest(), settings.brokerKind(), settings.queue());
    subject.scaled().warnings().forEach(table::note);
    try {
      CommandLine command = command(subject);
      try (Broker broker = broker();
          Backend backend = subject.startOn(broker)) {
        table.note(headline(subject, broker));
        subject.warning(backend.partitions(subject.queue())).ifPresent(table::note);
        return run(subject, broker, backend, command);
      }
    } catch (BrokerException e) {
      throw new LabException(e.getMessage(), e);
    } catch (InterruptedException e) {
      throw new LabException("stopped before the run began", e);
    } finally {
      table.end();
    }
  }

  private Summary run(Subject subject, Broker broker, Backend backend, CommandLine command) {
    Random random = new Random(settings.seed());
    ReplicaLauncher launcher = launcher(subject.workload(), backend, command);
    SpeedClock clock = new SpeedClock(Clock.systemUTC(), settings.speed());
    Ledger ledger = new Ledger(settings.name());
    List<Trigger> triggers = subject.open(backend, launcher.variables("lab", 0));
    try (TimelineWriter timeline = timeline()) {
      Monitor monitor =
          new Monitor(subject.scaledObject().name(), clock, timeline, table, launcher::lastWords);
      ReplicaSet replicas = new ReplicaSet(subject.workload(), launcher, monitor, random);
      try (ReceiptReader _ =
              ReceiptReader.open(
                  backend,
                  subject.receipts(),
                  subject.deadLetters(),
                  new Bookkeeper(ledger, monitor::receipt));
          replicas;
          ScalingLoop loop =
              new ScalingLoop(
                  subject.autoscaler(triggers, clock.start()), triggers, replicas, clock, monitor);
          ProducerProcess producer =
              producer(subject, backend, settings.load(), settings.folder())) {
        Watch watch =
            new Watch(
                clock,
                monitor,
                ledger,
                replicas,
                producer,
                new Chaos(
                    settings.chaos(), settings.orders(), replicas, broker, random, monitor::note),
                new End(subject.scaled().restingReplicas(), End.LOST_AFTER_SECONDS),
                () -> backend.count(subject.queue()));
        loop.start();
        boolean complete = watch.untilEnd(settings.timeout());
        return summary(watch, complete, ledger, monitor, replicas, clock);
      }
    } catch (IOException e) {
      throw new LabException("can't write the timeline: " + e.getMessage(), e);
    } finally {
      triggers.forEach(Trigger::close);
    }
  }

  private Summary summary(
      Watch watch,
      boolean complete,
      Ledger ledger,
      Monitor monitor,
      ReplicaSet replicas,
      SpeedClock clock) {
    Ledger.Counts counts = ledger.counts();
    boolean byBroker = !settings.givesReceipts() && counts.settled() == 0;
    long placed = watch.placed();
    long done = byBroker && complete ? placed : counts.done();
    return new Summary(
        settings.name(),
        settings.brokerKind().toString(),
        settings.startMode().toString(),
        settings.speed(),
        clock.elapsedSeconds(),
        placed,
        done,
        counts.duplicates(),
        Math.max(0, placed - done - counts.deadLettered()),
        counts.deadLettered(),
        byBroker ? "broker" : "receipts",
        ledger.waits(),
        ledger.totals(),
        new Summary.Replicas(monitor.mostReplicas(), replicas.counts().wanted()),
        monitor.rises(ledger),
        replicas.restarts(),
        watch.chaos(),
        !complete,
        Usage.now());
  }

  private String headline(Subject subject, Broker broker) {
    return "%s: %d to %d replicas of %s as %s; broker %s; periods %s times as fast as stated"
        .formatted(
            settings.name(),
            subject.scaledObject().minReplicas(),
            subject.scaledObject().maxReplicas(),
            subject.workload().name(),
            settings.startMode(),
            broker.redacted(),
            SummaryText.number(settings.speed()));
  }

  private TimelineWriter timeline() throws IOException {
    return TimelineWriter.to(settings.folder().resolve(RunFolders.TIMELINE));
  }

  private Broker broker() {
    return settings
        .broker()
        .orElseGet(
            () ->
                new BrokerProcess(
                    EmbeddedSettings.in(settings.folder().resolve("broker"), settings.brokerKind())
                        .withPorts(settings.ports().broker(), settings.ports().management())));
  }

  private ReplicaLauncher launcher(Workload workload, Backend backend, CommandLine command) {
    Map<String, String> overrides = new HashMap<>(backend.clientEnvironment());
    overrides.putAll(settings.environment());
    return new ReplicaLauncher(
        command, workload, backend.environment(), overrides, settings.folder().resolve("logs"));
  }

  private ProducerProcess producer(
      Subject subject, Backend backend, List<String> load, Path folder) {
    CommandLine command =
        settings.producer().isNativeUpToDate()
            ? CommandLine.nativeExecutable(settings.producer(), OptionalLong.empty())
            : CommandLine.jvm(settings.producer(), OptionalLong.empty());
    Map<String, String> environment = new HashMap<>(backend.clientEnvironment());
    environment.put("PRODUCER_QUEUE", subject.queue());
    return new ProducerProcess(command, load, environment, folder);
  }

  private CommandLine command(Subject subject) throws InterruptedException {
    OptionalLong memory = subject.workload().memoryLimit();
    return switch (settings.startMode()) {
      case NATIVE -> CommandLine.nativeExecutable(settings.application(), memory);
      case JVM -> CommandLine.jvm(settings.application(), memory);
      case AOT -> withCache(subject, memory);
    };
  }

  private CommandLine withCache(Subject subject, OptionalLong memory) throws InterruptedException {
    AotCache cache =
        AotCache.of(
            settings.application(),
            settings.brokerKind(),
            CommandLine.jvm(settings.application(), memory).arguments());
    if (!cache.exists()) {
      table.note(
          (cache.isStale() ? "The AOT cache is of another build: " : "There is no AOT cache yet: ")
              + "recording one with real work, once a build ...");
      cache.prepare();
      new AotRecording(
              subject,
              backend -> launcher(subject.workload(), backend, null).variables("recording", 0),
              (backend, load, folder) -> producer(subject, backend, load, folder))
          .record(
              CommandLine.recordingCache(settings.application(), memory, cache.partial()),
              cache.partial());
      cache.complete();
    }
    return CommandLine.withCache(settings.application(), memory, cache.file());
  }
}
