package io.groundswell.lab.requests;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.autoscaler.timeline.TimelineWriter;
import io.groundswell.lab.LabException;
import io.groundswell.lab.app.Environment;
import io.groundswell.lab.app.Secrets;
import io.groundswell.lab.app.Workload;
import io.groundswell.lab.http.Balancer;
import io.groundswell.lab.http.Traffic;
import io.groundswell.lab.http.Upstream;
import io.groundswell.lab.metrics.MetricsSource;
import io.groundswell.lab.metrics.Prometheus;
import io.groundswell.lab.metrics.ResourceMeter;
import io.groundswell.lab.metrics.ScrapedMetrics;
import io.groundswell.lab.process.CommandLine;
import io.groundswell.lab.process.ReplicaSet;
import io.groundswell.lab.run.LiveTable;
import io.groundswell.lab.run.ProducerProcess;
import io.groundswell.lab.run.ReplicaLauncher;
import io.groundswell.lab.run.RunFolders;
import io.groundswell.lab.run.ScaledWorkload;
import io.groundswell.lab.run.ScalingLoop;
import io.groundswell.lab.run.SpeedClock;
import io.groundswell.lab.run.Summary;
import io.groundswell.lab.run.SummaryText;
import io.groundswell.lab.run.Usage;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** One run under requests: starts all that it needs, watches, and stops what it started. */
public final class RequestRun {

  /** The producer's exit statuses of a run that went to its end: good, and a threshold missed. */
  private static final Set<Integer> ENDED = Set.of(0, 99);

  private static final int MILLIS_A_SAMPLE = 500;

  private final RequestSettings settings;
  private final LiveTable table;

  /**
   * @param messages for the table and for remarks
   */
  public RequestRun(RequestSettings settings, PrintStream messages) {
    this.settings = settings;
    this.table = LiveTable.on(messages, RequestRow.HEAD);
  }

  /**
   * Runs to the end of the load, and until the replicas rest; or until this process is asked to
   * stop or the time is up. Nothing that it started is left running.
   *
   * @throws LabException if it can't begin, or the producer fails
   */
  public RequestSummary execute() {
    ScaledWorkload scaled =
        ScaledWorkload.read(settings.manifest()).withMinReplicas(settings.minReplicas());
    List<String> queries = MetricTriggers.queries(scaled.scaledObject(), settings.speed());
    RunFolders.make(settings.folder());
    scaled.warnings().forEach(table::note);
    try (TimelineWriter timeline =
        TimelineWriter.to(settings.folder().resolve(RunFolders.TIMELINE))) {
      return run(scaled, queries, timeline);
    } catch (IOException e) {
      throw new LabException("can't write the timeline: " + e.getMessage(), e);
    } finally {
      table.end();
    }
  }

  private RequestSummary run(ScaledWorkload scaled, List<String> queries, TimelineWriter timeline) {
    SpeedClock clock = new SpeedClock(Clock.systemUTC(), settings.speed());
    Traffic traffic = new Traffic();
    ReplicaLauncher launcher = launcher(scaled.workload());
    RequestMonitor monitor =
        new RequestMonitor(
            scaled.scaledObject().name(), clock, timeline, table, launcher::lastWords);
    ReplicaSet replicas =
        new ReplicaSet(scaled.workload(), launcher, monitor, new Random(settings.seed()));
    try (Balancer balancer =
            Balancer.start(
                settings.port(), () -> ready(replicas), settings.limits(), traffic, monitor);
        Metrics metrics = new Metrics(source(scaled.workload(), queries, replicas));
        MetricTriggers triggers =
            MetricTriggers.open(
                scaled.scaledObject(), metrics.source(), settings.speed(), traffic::counts);
        replicas;
        ResourceMeter meter =
            new ResourceMeter(
                replicas::all, scaled.workload().requests().name(), settings.speed(), clock::at);
        ScalingLoop loop =
            new ScalingLoop(
                scaled.autoscaler(triggers.metrics(), clock.now()),
                triggers.all(),
                replicas,
                new Pods(replicas, scaled.workload().requests(), meter, clock),
                clock,
                monitor)) {
      table.note(headline(scaled, balancer.address(), metrics.source()));
      monitor.tell(loop::wake, metrics::refresh, balancer::replicaReady);
      meter.start();
      loop.start();
      return watch(scaled, balancer.address(), replicas, traffic, monitor, clock);
    }
  }

  /** The source, if there is a trigger that asks it. */
  private record Metrics(Optional<MetricsSource> source) implements AutoCloseable {

    void refresh() {
      source.ifPresent(MetricsSource::refresh);
    }

    @Override
    public void close() {
      source.ifPresent(MetricsSource::close);
    }
  }

  private Optional<MetricsSource> source(
      Workload workload, List<String> queries, ReplicaSet replicas) {
    if (queries.isEmpty()) {
      return Optional.empty();
    }
    Duration interval = MetricTriggers.scrapeInterval(settings.speed());
    MetricsSource.Targets targets =
        new MetricsSource.Targets(
            workload.namespace(), workload.metricsPath(), () -> scraped(replicas));
    return Optional.of(
        settings.prometheus().isPresent()
            ? Prometheus.start(
                settings.prometheus().get(),
                settings.folder().resolve("prometheus"),
                targets,
                interval)
            : ScrapedMetrics.start(targets, interval, queries));
  }

  private static List<Upstream> ready(ReplicaSet replicas) {
    return replicas.ready().stream()
        .flatMap(
            replica ->
                replica.incarnation().stream()
                    .map(process -> new Upstream(replica.name(), process.port())))
        .toList();
  }

  private static List<MetricsSource.Replica> scraped(ReplicaSet replicas) {
    return replicas.all().stream()
        .flatMap(
            replica ->
                replica.incarnation().stream()
                    .filter(process -> process.process().isAlive())
                    .map(process -> new MetricsSource.Replica(replica.name(), process.port())))
        .toList();
  }

  private RequestSummary watch(
      ScaledWorkload scaled,
      URI address,
      ReplicaSet replicas,
      Traffic traffic,
      RequestMonitor monitor,
      SpeedClock clock) {
    boolean complete = false;
    try (Load load = new Load(() -> producer(address), settings.load().isEmpty())) {
      while (!complete && clock.elapsedSeconds() < settings.timeout().toMillis() / 1e3) {
        ReplicaSet.Counts counts = replicas.counts();
        monitor.sample(traffic.counts(), traffic.sinceLast(), counts);
        // As on a cluster, those that are always there are there before anybody asks.
        load.startOnce(counts.ready() >= scaled.restingReplicas());
        complete = load.result().isPresent() && isAtRest(replicas, scaled.restingReplicas());
        Thread.sleep(MILLIS_A_SAMPLE);
      }
      return summary(load.result(), complete, replicas, traffic, monitor, clock);
    } catch (InterruptedException e) {
      return summary(Optional.empty(), false, replicas, traffic, monitor, clock);
    }
  }

  private RequestSummary summary(
      Optional<JsonNode> load,
      boolean complete,
      ReplicaSet replicas,
      Traffic traffic,
      RequestMonitor monitor,
      SpeedClock clock) {
    return new RequestSummary(
        settings.name(),
        settings.startMode().toString(),
        settings.speed(),
        clock.elapsedSeconds(),
        traffic.counts(),
        traffic.all(),
        traffic.waits(),
        monitor.scaleIn(),
        load.orElse(null),
        new Summary.Replicas(monitor.mostReplicas(), replicas.counts().wanted()),
        monitor.rises(),
        replicas.restarts(),
        !settings.load().isEmpty() && !complete,
        Usage.now());
  }

  private static boolean isAtRest(ReplicaSet replicas, int resting) {
    ReplicaSet.Counts counts = replicas.counts();
    return counts.wanted() == resting && counts.existing() == resting && !replicas.isStopping();
  }

  /** The producer, once it is started; it never is where requests come from others. */
  private static final class Load implements AutoCloseable {

    private final Supplier<ProducerProcess> start;
    private final boolean never;
    private Optional<ProducerProcess> producer = Optional.empty();

    private Load(Supplier<ProducerProcess> start, boolean never) {
      this.start = start;
      this.never = never;
    }

    void startOnce(boolean now) {
      if (now && !never && producer.isEmpty()) {
        producer = Optional.of(start.get());
      }
    }

    /** What it says has come of it, once it is over. */
    Optional<JsonNode> result() {
      return producer.flatMap(process -> process.summary(ENDED));
    }

    @Override
    public void close() {
      producer.ifPresent(ProducerProcess::close);
    }
  }

  private ProducerProcess producer(URI address) {
    CommandLine command =
        settings.producer().isNativeUpToDate()
            ? CommandLine.nativeExecutable(settings.producer(), OptionalLong.empty())
            : CommandLine.jvm(settings.producer(), OptionalLong.empty());
    List<String> arguments = new ArrayList<>(settings.load());
    arguments.addAll(List.of("--url", address.toString()));
    return new ProducerProcess(command, arguments, Map.of(), settings.folder());
  }

  private ReplicaLauncher launcher(Workload workload) {
    return new ReplicaLauncher(
        command(workload),
        workload,
        new Environment(new Secrets(Map.of()), Map.of()),
        settings.environment(),
        settings.folder().resolve("logs"));
  }

  private CommandLine command(Workload workload) {
    return switch (settings.startMode()) {
      case NATIVE -> CommandLine.nativeExecutable(settings.application(), workload.memoryLimit());
      case JVM -> CommandLine.jvm(settings.application(), workload.memoryLimit());
      case AOT -> throw new IllegalStateException("no cache is recorded under requests");
    };
  }

  private String headline(ScaledWorkload scaled, URI address, Optional<MetricsSource> source) {
    return "%s: %d to %d replicas of %s as %s at %s; %speriods %s times as fast as stated"
        .formatted(
            settings.name(),
            scaled.scaledObject().minReplicas(),
            scaled.scaledObject().maxReplicas(),
            scaled.workload().name(),
            settings.startMode(),
            address,
            source.map(each -> "metrics from " + each.description() + "; ").orElse(""),
            SummaryText.number(settings.speed()));
  }
}
