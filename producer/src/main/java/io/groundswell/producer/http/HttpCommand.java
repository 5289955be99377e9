package io.groundswell.producer.http;

import io.groundswell.producer.InvalidSettingException;
import io.groundswell.producer.Terminal;
import io.groundswell.producer.Values;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends requests instead of orders: what the scripts in {@code scripts/k6} do, without k6. */
@Command(
    name = "http",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = {
      "Sends requests to an HTTP application, in the shapes of scripts/k6, and counts them.",
      "",
      "  load       20 to 150 users, each asking once a second",
      "  load-test  up to --rate requests a second, there for a while, and down",
      "  weekday, weekend  a day, an hour of it in --hour",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  producer http --shape load --url http://localhost:8000",
      "  producer http --shape weekday --url http://localhost:8000 --speed 10 --output json",
      "",
      "Exit status: 0 all thresholds hold, 99 one is missed, 2 wrong usage or settings."
    })
public final class HttpCommand implements Callable<Integer> {

  /** k6's own. */
  static final int THRESHOLD_MISSED = 99;

  private static final long MOST_PER_SECOND = 10_000;
  private static final long MOST_REQUESTS = 10_000_000;
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration REFRESH = Duration.ofMillis(500);
  private static final Duration LINE = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  @Option(
      names = "--shape",
      paramLabel = "NAME",
      defaultValue = "load-test",
      description = "load, load-test, weekday or weekend. Default: ${DEFAULT-VALUE}.")
  private String shape;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://localhost:8000",
      description = "Of the application. Default: ${DEFAULT-VALUE}.")
  private String url;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description = "All stages in an N-th of the time. Default: ${DEFAULT-VALUE}.")
  private String speed;

  @Option(
      names = {"--rate", "--peak"},
      paramLabel = "N",
      defaultValue = "50",
      description = "Requests per second at the top. Default: ${DEFAULT-VALUE}.")
  private String rate;

  @Option(
      names = "--hour",
      paramLabel = "TIME",
      defaultValue = "10s",
      description = "How long an hour of a day lasts. Default: ${DEFAULT-VALUE}.")
  private String hour;

  @Option(
      names = "--target",
      paramLabel = "PATH",
      defaultValue = "/",
      description = "What load and load-test ask for. Default: ${DEFAULT-VALUE}.")
  private String target;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description =
          "The summary on standard output; all else goes to standard error. Default:"
              + " ${DEFAULT-VALUE}.")
  private Format output;

  /** How the summary is written. */
  enum Format {
    TEXT,
    JSON
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      return load();
    } catch (InvalidSettingException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return spec.exitCodeOnInvalidInput();
    }
  }

  private int load() throws InterruptedException {
    Shape chosen = shape();
    URI base = url();
    Ramp ramp =
        chosen
            .ramp(Values.whole("--rate", rate, 1, MOST_PER_SECOND), Values.time("--hour", hour))
            .faster(Values.number("--speed", speed, 0.01, 1000));
    if (ramp.length().compareTo(LONGEST) > 0) {
      throw new InvalidSettingException("--speed", speed, "so large that all is over within 24 h");
    }
    if (!chosen.countsUsers() && ramp.count() > MOST_REQUESTS) {
      throw new InvalidSettingException(
          "--rate", rate, "so small that there are at most " + MOST_REQUESTS + " requests");
    }
    try (Load load = new Load(base, ramp, chosen.countsUsers(), asks(chosen))) {
      return attended(chosen, base, ramp, load);
    }
  }

  private int attended(Shape chosen, URI base, Ramp ramp, Load load) throws InterruptedException {
    Terminal terminal = Terminal.ofEnvironment(spec.commandLine().getErr());
    CountDownLatch said = new CountDownLatch(1);
    boolean[] stopped = new boolean[1];
    Thread hook =
        new Thread(
            () -> {
              stopped[0] = true;
              load.stop();
              try {
                said.await(1, TimeUnit.MINUTES);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    long begin = System.nanoTime();
    Thread watch = Thread.ofVirtual().start(() -> watch(terminal, chosen, ramp, load, begin));
    try {
      Tally.Counts counts = load.run();
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      watch.interrupt();
      watch.join();
      terminal.clear();
      LoadSummary summary = new LoadSummary(chosen, base, counts, took, !stopped[0]);
      spec.commandLine().getOut().println(output == Format.JSON ? summary.json() : summary.text());
      spec.commandLine().getOut().flush();
      return summary.isGood() ? 0 : THRESHOLD_MISSED;
    } finally {
      said.countDown();
    }
  }

  private static void watch(Terminal terminal, Shape shape, Ramp ramp, Load load, long begin) {
    Duration pause = terminal.canRewrite() ? REFRESH : LINE;
    long last = 0;
    long lastAt = begin;
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        Tally.Counts counts = load.counts();
        long now = System.nanoTime();
        terminal.show(
            String.format(
                Locale.ROOT,
                "%s: %.0f of %.0f s, %d requests, %d failed, %.1f/s, 95 %% within %.3f s",
                shape,
                (now - begin) / 1e9,
                ramp.length().toNanos() / 1e9,
                counts.requests(),
                counts.failed(),
                (counts.requests() - last) * 1e9 / (now - lastAt),
                counts.latency().p95()));
        last = counts.requests();
        lastAt = now;
      }
    } catch (InterruptedException e) {
      // The load is over.
    }
  }

  private Supplier<Ask> asks(Shape chosen) {
    if (chosen.isMixed()) {
      return () -> Ask.ofDay(ThreadLocalRandom.current().nextDouble());
    }
    if (!target.matches("/[\\p{Graph}&&\\p{ASCII}]{0,2000}")) {
      throw new InvalidSettingException("--target", target, "a path such as /cpu/1");
    }
    Ask look = Ask.look(target);
    return () -> look;
  }

  private Shape shape() {
    for (Shape each : Shape.values()) {
      if (each.toString().equals(shape)) {
        return each;
      }
    }
    throw new InvalidSettingException("--shape", shape, "load, load-test, weekday or weekend");
  }

  private URI url() {
    try {
      URI given = new URI(url.replaceAll("/+$", ""));
      if (("http".equals(given.getScheme()) || "https".equals(given.getScheme()))
          && given.getHost() != null
          && given.getUserInfo() == null
          && given.getQuery() == null) {
        return given;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new InvalidSettingException(
        "--url", url, "http://host:port without a user and a question mark");
  }
}
