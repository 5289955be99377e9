package io.groundswell.producer;

import io.groundswell.messages.Json;
import io.groundswell.producer.Placing.Limits;
import io.groundswell.producer.http.HttpCommand;
import io.groundswell.producer.input.FileOrders;
import io.groundswell.producer.input.FileOrders.Format;
import io.groundswell.producer.input.InputException;
import io.groundswell.producer.input.MadeUp;
import io.groundswell.producer.input.Orders;
import io.groundswell.producer.input.Run;
import io.groundswell.producer.input.TraceFile;
import io.groundswell.producer.pace.AtOnce;
import io.groundswell.producer.pace.Bounded;
import io.groundswell.producer.pace.Even;
import io.groundswell.producer.pace.Pace;
import io.groundswell.producer.pace.Phases;
import io.groundswell.producer.pace.Rate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Places the orders of one run and ends. */
@Command(
    name = "producer",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {ServeCommand.class, HttpCommand.class},
    description = {"Places orders on a queue, and counts those that the broker has confirmed.", ""},
    synopsisHeading = "Usage: ",
    footer = {
      "",
      "Examples:",
      "  producer --count 200 --concurrency 20",
      "      200 orders at once, at most 20 of them unconfirmed",
      "  producer --rate 50/s --duration 30s",
      "      1500 orders, evenly spread; without --duration until SIGTERM",
      "  producer --file orders.csv --period 100ms",
      "      the orders of a file, one every 100 ms; - reads standard input",
      "  producer --trace requests-per-minute.csv --step 1s --rows 60",
      "      a recorded hour in a minute: each row's count within one second",
      "",
      "The broker is found by the environment, which BROKER chooses from:",
      "  rabbitmq  AMQP_ADDR=amqp[s]://user:password@host:port/vhost; this is the default",
      "  kafka     KAFKA_BOOTSTRAP_SERVERS=host:port,...; KAFKA_X_Y for the client's setting x.y",
      "  sqs       SQS_QUEUE_URL, AWS_REGION, AWS_ENDPOINT_URL_SQS for an emulator, and",
      "            credentials as all of Amazon's clients find them",
      "",
      "Exit status: 0 all orders are placed, 1 some aren't, 2 wrong usage or settings."
    })
final class PlaceCommand implements Callable<Integer> {

  private static final Duration FAREWELL = Duration.ofSeconds(5);
  private static final long MOST_ORDERS = 1_000_000_000;
  private static final Duration LONGEST_STEP = Duration.ofHours(1);

  @Spec private CommandSpec spec;

  @Option(names = "--count", paramLabel = "N", description = "How many orders, at most.")
  private String count;

  @Option(
      names = "--rate",
      paramLabel = "N/s",
      description =
          "Orders per second, minute (/m) or hour (/h); without it all are placed at once.")
  private String rate;

  @Option(
      names = "--period",
      paramLabel = "TIME",
      description = {
        "One order every so often; several periods, as 1s,100ms,10s, come in turn,",
        "each for the --duration."
      })
  private String period;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "How long --rate, --period or --trace goes on. Default: until SIGTERM.")
  private String duration;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = {
        "Orders to place: JSON, an object a line, or CSV with a header (.csv); - is standard"
            + " input.",
        "The fields id, run, sequence, createdAt and payload are the order's, all others are its"
            + " payload."
      })
  private String file;

  @Option(
      names = "--format",
      paramLabel = "jsonl|csv",
      description = "What --file is. Default: by its name, or jsonl.")
  private Format format;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "Counts per interval: CSV with a header, the last column is the count.")
  private Path trace;

  @Option(
      names = "--step",
      paramLabel = "TIME",
      description = "How long an interval of --trace lasts. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1s")
  private String step;

  @Option(names = "--rows", paramLabel = "N", description = "Only so many rows of --trace.")
  private String rows;

  @Option(names = "--from", paramLabel = "N", description = "Pass over the first rows of --trace.")
  private String from;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "How many orders may be unconfirmed at once. Default: ${DEFAULT-VALUE}.",
      defaultValue = "100")
  private String concurrency;

  @Option(
      names = "--payload-size",
      paramLabel = "BYTES",
      description = "Size of made-up payloads. Default: ${DEFAULT-VALUE}.",
      defaultValue = "0")
  private String payloadSize;

  @Option(
      names = "--run",
      paramLabel = "NAME",
      description = "Names the run in its orders and receipts. Default: made of the time.")
  private String run;

  @Mixin private BrokerOptions broker;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      description =
          "The summary on standard output; all else goes to standard error. Default:"
              + " ${DEFAULT-VALUE}.",
      defaultValue = "text")
  private Summary.Format output;

  @Override
  public Integer call() throws InterruptedException {
    try {
      return place();
    } catch (InvalidSettingException | InputException | RefusedException e) {
      spec.commandLine().getErr().println(e.getMessage());
    } catch (IOException e) {
      spec.commandLine().getErr().println(e.toString());
    }
    return spec.exitCodeOnInvalidInput();
  }

  private int place() throws IOException, InterruptedException {
    requireOneOf();
    Limits limits =
        new Limits(
            (int) Values.whole("--concurrency", concurrency, 1, 10_000),
            broker.patience(),
            FAREWELL);
    Pace pace = pace();
    Run named = run == null ? Run.unnamed() : Run.named(Values.name("--run", run, Run.MAX_LENGTH));
    int payload = (int) Values.whole("--payload-size", payloadSize, 0, MadeUp.MAX_PAYLOAD);
    // The first order takes long to become JSON: it may as well do so while the broker is sought.
    Thread.ofVirtual().start(() -> MadeUp.ofSize(named, 0).next(0).map(Json::write));
    try (Outlet outlet = broker.open()) {
      OptionalLong size = pace.size();
      if (file != null && !file.equals("-")) {
        size = smaller(size, FileOrders.check(Path.of(file), format()));
      }
      Orders orders = file == null ? MadeUp.ofSize(named, payload) : fileOrders(named);
      Terminal terminal = Terminal.ofEnvironment(spec.commandLine().getErr());
      return new Attended(terminal, named.name(), size)
          .run(listener -> new Placing(orders, pace, outlet, limits, listener), this::print);
    }
  }

  private void print(Summary summary) {
    spec.commandLine().getOut().println(summary.as(output));
    spec.commandLine().getOut().flush();
  }

  private void requireOneOf() {
    if (Stream.of(count, rate, period, file, trace).allMatch(given -> given == null)) {
      throw wrong("Nothing to place: give --count, --rate, --period, --file or --trace");
    }
    if (Stream.of(rate, period, trace).filter(given -> given != null).count() > 1) {
      throw wrong("--rate, --period and --trace exclude one another");
    }
    if (file != null && trace != null) {
      throw wrong("--file and --trace exclude one another");
    }
    if (duration != null && rate == null && period == null && trace == null) {
      throw wrong("--duration needs --rate, --period or --trace");
    }
    if (trace == null && (rows != null || from != null)) {
      throw wrong("--rows and --from need --trace");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Pace pace() throws IOException {
    Pace pace = unbounded();
    if (count != null) {
      pace = Bounded.by(pace, Values.whole("--count", count, 0, MOST_ORDERS));
    }
    if (duration != null && !(pace instanceof Phases)) {
      pace = Bounded.by(pace, Values.time("--duration", duration));
    }
    return pace;
  }

  private Pace unbounded() throws IOException {
    if (rate != null) {
      Rate parsed = Values.rate("--rate", rate);
      if (parsed.orders() == 0) {
        throw new InvalidSettingException("--rate", rate, "above 0");
      }
      return new Even(parsed);
    }
    if (period != null && period.contains(",")) {
      return phases();
    }
    if (period != null) {
      return new Even(Rate.every(Values.time("--period", period)));
    }
    if (trace != null) {
      Duration interval = Values.time("--step", step);
      if (interval.compareTo(LONGEST_STEP) > 0) {
        throw new InvalidSettingException("--step", step, "at most 1h");
      }
      return TraceFile.read(
          trace,
          interval,
          from == null ? 0 : (int) Values.whole("--from", from, 0, Integer.MAX_VALUE),
          rows == null
              ? Integer.MAX_VALUE
              : (int) Values.whole("--rows", rows, 1, TraceFile.MAX_ROWS));
    }
    return new AtOnce();
  }

  private Pace phases() {
    if (duration == null) {
      throw wrong("--period " + period + " needs --duration: how long each goes on");
    }
    List<Duration> periods =
        Stream.of(period.split(",")).map(each -> Values.time("--period", each)).toList();
    if (periods.size() > Phases.MAX_PERIODS) {
      throw new InvalidSettingException(
          "--period", periods.size() + " periods", "at most " + Phases.MAX_PERIODS);
    }
    return new Phases(periods, Values.time("--duration", duration));
  }

  private Orders fileOrders(Run named) throws IOException {
    return file.equals("-")
        ? FileOrders.of(System.in, format(), named)
        : FileOrders.of(Path.of(file), format(), named);
  }

  private Format format() {
    return format == null ? Format.of(Path.of(file)) : format;
  }

  private static OptionalLong smaller(OptionalLong size, long other) {
    return OptionalLong.of(Math.min(size.orElse(other), other));
  }
}
