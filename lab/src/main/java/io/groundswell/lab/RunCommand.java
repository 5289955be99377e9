package io.groundswell.lab;

import io.groundswell.brokers.Broker;
import io.groundswell.brokers.BrokerKind;
import io.groundswell.lab.app.Application;
import io.groundswell.lab.process.StartMode;
import io.groundswell.lab.requests.RequestRun;
import io.groundswell.lab.requests.RequestSettings;
import io.groundswell.lab.requests.RequestSummary;
import io.groundswell.lab.run.ChaosPlan;
import io.groundswell.lab.run.Run;
import io.groundswell.lab.run.RunFolders;
import io.groundswell.lab.run.RunSettings;
import io.groundswell.lab.run.RunSettings.Ports;
import io.groundswell.lab.run.ScaledWorkload;
import io.groundswell.lab.run.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lab run}: orders raise real processes from zero and let them fall back to it. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts a broker, acts as KEDA and the HPA would, and runs processes as replicas:",
      "orders arrive, consumers rise from zero, the orders are done, the consumers go.",
      "What is watched, and how many replicas there may be, the application's own",
      "manifest in target/ says.",
      "An application that is scaled on requests or CPU needs no broker: its replicas stand",
      "behind one address, requests come, and what waits wakes the first.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lab                                      200 orders at once",
      "  lab --orders 300 --work 200ms            300 orders of 200 ms each",
      "  lab --rate 50/s --for 30s                50 orders a second for half a minute",
      "  lab --trace requests.csv --rows 60 --step 1s   a recorded day, a row a second",
      "  lab --chaos kill=3,term=3,broker=1 --orders 1000   while things break",
      "  lab --broker kafka --period 1000ms,100ms,10s --for 60s --work 280ms   a tide on Kafka",
      "  AMQP_ADDR=amqp://user:password@localhost lab   with a RabbitMQ of your own",
      "  KAFKA_BOOTSTRAP_SERVERS=localhost:9092 lab --broker kafka   with a Kafka of your own",
      "  lab --app moc-app                        requests: up to 50 a second, and down",
      "  lab --app moc-app --shape weekday --speed 10   a day in 24 seconds",
      "  lab --app moc-app --shape none --port 8000   for requests of your own: curl, k6",
      "",
      "Every run leaves target/lab/<run>/timeline.jsonl and summary.json."
    })
final class RunCommand implements Callable<Integer> {

  private static final int DEFAULT_ORDERS = 200;

  @Mixin private RequestOptions requests;

  @ArgGroup(exclusive = true, multiplicity = "0..1", heading = "What is placed (one of):%n")
  private Load load = new Load();

  static final class Load {
    @Option(names = "--orders", paramLabel = "N", description = "So many orders at once (200).")
    Integer orders;

    @Option(names = "--rate", paramLabel = "N/s", description = "So many orders a second.")
    String rate;

    @Option(
        names = "--period",
        paramLabel = "TIME",
        description = "One order every so long; several, as 1000ms,100ms,10s, come in turn.")
    String period;

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "Orders from a file: .jsonl, .csv, or - for standard input.")
    String file;

    @Option(
        names = "--trace",
        paramLabel = "FILE",
        description = "A CSV of counts: each row's orders are placed within one step.")
    Path trace;
  }

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "How long --rate or each --period lasts (30s).")
  private String duration;

  @Option(names = "--rows", paramLabel = "N", description = "Only the first rows of the trace.")
  private Integer rows;

  @Option(
      names = "--step",
      paramLabel = "TIME",
      description = "How long a row of the trace lasts (1s).")
  private String step;

  @Option(names = "--concurrency", paramLabel = "N", description = "Orders placed side by side.")
  private Integer concurrency;

  @Option(
      names = "--work",
      paramLabel = "TIME",
      description = "How long the work on an order takes, as 200ms or 100ms..300ms.")
  private String work;

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "A variable of every replica; NAME alone takes it from this environment.")
  private List<String> environment = List.of();

  @Option(
      names = "--app",
      paramLabel = "DIR",
      description = "The module of a built Quarkus application (consumer).")
  private Path app;

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = "Its manifest, if it is elsewhere.")
  private Path manifest;

  @Option(
      names = "--queue",
      paramLabel = "NAME",
      description = "Where orders are placed (the queue that the ScaledObject watches).")
  private String queue;

  @Option(
      names = "--start-mode",
      paramLabel = "MODE",
      description = "native, aot or jvm (native if there is one, else aot; under requests jvm).")
  private StartMode startMode;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "5",
      description = "KEDA's and the HPA's periods run N times as fast (${DEFAULT-VALUE}).")
  private double speed;

  @Option(
      names = "--chaos",
      paramLabel = "FAULTS",
      description = "Kills, terminates and restarts while it runs: kill=3,term=3,broker=1.")
  private String chaos;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all randomness (1).")
  private long seed;

  @Option(
      names = "--broker",
      paramLabel = "KIND",
      description = "rabbitmq, kafka or sqs (the variable BROKER, else rabbitmq).")
  private String broker;

  @Option(
      names = "--broker-url",
      paramLabel = "URL",
      description = {
        "A broker that is already there: RabbitMQ's AMQP address, Kafka's bootstrap",
        "servers, or the URL of an SQS queue. Better given as the variable AMQP_ADDR,",
        "KAFKA_BOOTSTRAP_SERVERS or SQS_QUEUE_URL, as a process list shows options to",
        "everybody. Variables say the rest too: KAFKA_SASL_MECHANISM and so on, AWS_REGION,",
        "AWS_ENDPOINT_URL_SQS, AWS_PROFILE."
      })
  private String brokerUrl;

  @Option(
      names = "--management-url",
      paramLabel = "URL",
      description = {
        "RabbitMQ's management API, if not at port 15672 of its host. Better given as",
        "the variable RABBITMQ_MANAGEMENT_URL, if it holds a password."
      })
  private String managementUrl;

  @Option(
      names = {"--broker-port", "--amqp-port"},
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Of the embedded broker (a free one).")
  private int brokerPort;

  @Option(
      names = "--management-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Of the embedded RabbitMQ's management API (a free one).")
  private int managementPort;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "10m",
      description = "Ends the run after so long (${DEFAULT-VALUE}).")
  private String timeout;

  @Option(
      names = "--run",
      paramLabel = "NAME",
      description = "The run's name (the time of its start).")
  private String name;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json: json prints the summary alone on standard output.")
  private SummaryOutput output;

  @Override
  public Integer call() throws IOException {
    Path home = Path.of(System.getProperty("groundswell.home", "."));
    Application application = Application.in(app == null ? home.resolve("consumer") : app);
    ExternalBrokers brokers = new ExternalBrokers(System.getenv(), brokerUrl, managementUrl);
    Path file = manifest == null ? application.manifest(brokers.kind(broker).toString()) : manifest;
    if (app != null && ScaledWorkload.read(file).takesRequests()) {
      return underRequests(home, application, file);
    }
    requests.requireNone(file);
    RunSettings settings = settings(home, application, brokers, file);
    try (Interruption _ = Interruption.ofThisThread()) {
      Summary summary = new Run(settings, System.err).execute();
      output.tell(summary, settings.folder());
      return summary.good() ? Main.OK : Main.LOST;
    }
  }

  private int underRequests(Path home, Application application, Path file) throws IOException {
    if (!isDefaultLoad() || chaos != null || queue != null) {
      throw new LabException(
          "manifest "
              + file
              + " is scaled on requests: take --shape, not orders, --queue or --chaos");
    }
    String runName = runName();
    RequestSettings settings =
        new RequestSettings(
            runName,
            RunFolders.all().resolve(runName),
            application,
            file,
            Application.in(home.resolve("producer")),
            requests.load(speed()),
            replicaEnvironment(),
            startModeUnderRequests(application),
            speed(),
            requests.minReplicas(),
            requests.port(),
            requests.limits(),
            requests.prometheus(),
            seed,
            Durations.of("--timeout", timeout));
    try (Interruption _ = Interruption.ofThisThread()) {
      RequestSummary summary = new RequestRun(settings, System.err).execute();
      output.tell(summary, settings.folder());
      return summary.good() ? Main.OK : Main.LOST;
    }
  }

  private StartMode startMode(Application application) {
    return (startMode == null ? StartMode.fastest(application) : startMode).require(application);
  }

  /** A cache is recorded while orders are worked on, which such an application doesn't take. */
  private StartMode startModeUnderRequests(Application application) {
    if (startMode == StartMode.AOT) {
      throw new LabException("--start-mode aot needs orders to record with: take native or jvm");
    }
    return startMode == null && !application.isNativeUpToDate()
        ? StartMode.JVM.require(application)
        : startMode(application);
  }

  private String runName() {
    return name == null ? RunFolders.nameOfNow() : RunFolders.requireName(name);
  }

  private double speed() {
    if (!(speed > 0 && speed <= 1000)) {
      throw new LabException("--speed is " + speed + ", must be above 0 and at most 1000");
    }
    return speed;
  }

  private RunSettings settings(
      Path home, Application application, ExternalBrokers brokers, Path file) {
    StartMode mode = startMode(application);
    String runName = runName();
    ChaosPlan plan = chaos == null ? ChaosPlan.NONE : ChaosPlan.parse(chaos);
    BrokerKind kind = brokers.kind(broker);
    Optional<Broker> external = brokers.find(kind);
    if (plan.broker() > 0 && external.isPresent()) {
      throw new LabException(
          "--chaos broker=" + plan.broker() + ": a broker that isn't the lab's is not restarted");
    }
    return new RunSettings(
        runName,
        RunFolders.all().resolve(runName),
        application,
        file,
        Application.in(home.resolve("producer")),
        producerArguments(runName),
        expectedOrders(),
        Optional.ofNullable(queue)
            .or(() -> brokers.queue(kind))
            .or(() -> app == null ? Optional.of(Run.ORDERS) : Optional.empty()),
        app == null && !"false".equals(replicaEnvironment().get("CONSUMER_RECEIPTS")),
        replicaEnvironment(),
        mode,
        speed(),
        plan,
        seed,
        Durations.of("--timeout", timeout),
        kind,
        external,
        new Ports(brokerPort, managementPort));
  }

  private OptionalLong expectedOrders() {
    if (load.orders != null) {
      return OptionalLong.of(load.orders);
    }
    return isDefaultLoad() ? OptionalLong.of(DEFAULT_ORDERS) : OptionalLong.empty();
  }

  private boolean isDefaultLoad() {
    return load.orders == null
        && load.rate == null
        && load.period == null
        && load.file == null
        && load.trace == null;
  }

  private List<String> producerArguments(String runName) {
    List<String> arguments = new ArrayList<>(List.of("--run", runName));
    if (load.rate != null || load.period != null) {
      arguments.addAll(
          load.rate != null ? List.of("--rate", load.rate) : List.of("--period", load.period));
      arguments.addAll(List.of("--duration", duration == null ? "30s" : duration));
    } else if (load.file != null) {
      arguments.addAll(
          List.of("--file", load.file.equals("-") ? "-" : readable("--file", Path.of(load.file))));
    } else if (load.trace != null) {
      arguments.addAll(List.of("--trace", readable("--trace", load.trace)));
      arguments.addAll(List.of("--step", step == null ? "1s" : step));
      if (rows != null) {
        arguments.addAll(List.of("--rows", rows.toString()));
      }
    } else {
      int orders = load.orders == null ? DEFAULT_ORDERS : load.orders;
      if (orders < 1 || orders > 1_000_000) {
        throw new LabException("--orders is " + orders + ", must be 1 to 1000000");
      }
      arguments.addAll(List.of("--count", Integer.toString(orders)));
    }
    if (concurrency != null) {
      arguments.addAll(List.of("--concurrency", concurrency.toString()));
    }
    return arguments;
  }

  private Map<String, String> replicaEnvironment() {
    Map<String, String> all = new LinkedHashMap<>();
    if (work != null) {
      all.put("CONSUMER_WORK", work);
    }
    for (String variable : environment) {
      int equals = variable.indexOf('=');
      String value = equals < 0 ? System.getenv(variable) : variable.substring(equals + 1);
      if (value == null) {
        throw new LabException(
            "--env " + variable + " isn't set in this environment: set it, or give NAME=VALUE");
      }
      all.put(equals < 0 ? variable : variable.substring(0, equals), value);
    }
    return all;
  }

  private static String readable(String option, Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new LabException(option + " " + file + " is missing or can't be read");
    }
    return file.toAbsolutePath().toString();
  }
}
