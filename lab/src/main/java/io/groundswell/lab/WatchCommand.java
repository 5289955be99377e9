package io.groundswell.lab;

import io.groundswell.brokers.BrokerKind;
import io.groundswell.lab.run.RunFolders;
import io.groundswell.lab.run.Summary;
import io.groundswell.lab.watch.Cluster;
import io.groundswell.lab.watch.ClusterWatch;
import io.groundswell.lab.watch.WatchSettings;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lab watch}: the same table, timeline and summary of a cluster. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Watches a ScaledObject on a cluster, where the real KEDA and the real HPA act: replicas,",
      "decisions and why, and every rise from zero in its stages (poll, decide, schedule, pull,",
      "start, ready, first order done). It reads only: get, list and watch on scaledobjects,",
      "horizontalpodautoscalers, deployments, pods and events; with --job also pods/log.",
      "",
      "It ends by Ctrl-C, after --for, or with --until-idle once all is done and gone.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lab watch                                 namespace groundswell of the current context",
      "  lab watch --context kind-kind -n shop --until-idle",
      "  AMQP_ADDR=amqp://user:password@host lab watch --load burst --placed 300 --until-idle",
      "                                            with queue and receipts, as far as they can be",
      "                                            reached from here",
      "",
      "It leaves target/lab/<run>/timeline.jsonl and summary.json, as a run on processes does:",
      "'lab explain' and 'lab compare' read both."
    })
final class WatchCommand implements Callable<Integer> {

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "Of the kubeconfig (the current one).")
  private String context;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      defaultValue = "groundswell",
      description = "Where the service is (${DEFAULT-VALUE}).")
  private String namespace;

  @Option(
      names = "--object",
      paramLabel = "NAME",
      description = "The ScaledObject (the only one of the namespace).")
  private String object;

  @Option(names = "--for", paramLabel = "TIME", description = "Ends after so long, as 90s or 10m.")
  private String duration;

  @Option(
      names = "--until-idle",
      description = "Ends once replicas have risen and are gone again, and all is done.")
  private boolean untilIdle;

  @Option(
      names = "--load",
      paramLabel = "RUN",
      description = {
        "Counts the receipts of the orders of that run, as the producer names it by --run;",
        "needs the broker's address."
      })
  private String load;

  @Option(
      names = "--placed",
      paramLabel = "N",
      description = "How many orders that run has, so that lost ones can be told.")
  private Long placed;

  @Option(
      names = "--job",
      paramLabel = "NAME",
      description = "The Job that places them: its log tells how many they were.")
  private String job;

  @Option(
      names = "--broker",
      paramLabel = "KIND",
      description = {
        "rabbitmq, kafka or sqs (the variable BROKER, else rabbitmq): its address is that of",
        "AMQP_ADDR, KAFKA_BOOTSTRAP_SERVERS or SQS_QUEUE_URL, as far as one is set."
      })
  private String broker;

  @Option(
      names = "--run",
      paramLabel = "NAME",
      description = "The name of what is written (the time of its start).")
  private String name;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json: json prints the summary alone on standard output.")
  private SummaryOutput output;

  @Override
  public Integer call() throws IOException {
    WatchSettings settings = settings();
    try (Interruption _ = Interruption.ofThisThread();
        Cluster cluster = Cluster.open(Optional.ofNullable(context), namespace)) {
      Summary summary = new ClusterWatch(settings, cluster, System.err).execute();
      output.tell(summary, settings.folder());
      return summary.good() ? Main.OK : Main.LOST;
    }
  }

  private WatchSettings settings() {
    ExternalBrokers brokers = new ExternalBrokers(System.getenv(), null, null);
    BrokerKind kind = brokers.kind(broker);
    WatchSettings.Orders orders =
        new WatchSettings.Orders(
            brokers.find(kind),
            brokers.queue(kind),
            Optional.ofNullable(load),
            placed == null ? OptionalLong.empty() : OptionalLong.of(placed),
            Optional.ofNullable(job));
    if (load != null && orders.broker().isEmpty()) {
      throw new LabException(
          "--load "
              + load
              + ": its receipts are on the broker: set its address, such as AMQP_ADDR");
    }
    if (placed != null && placed < 0) {
      throw new LabException("--placed is " + placed + ", must be 0 or more");
    }
    String run = name == null ? RunFolders.nameOfNow() : RunFolders.requireName(name);
    return new WatchSettings(
        run,
        RunFolders.all().resolve(run),
        Optional.ofNullable(object),
        orders,
        untilIdle,
        Optional.ofNullable(duration).map(text -> Durations.of("--for", text)));
  }
}
