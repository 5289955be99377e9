package io.groundswell.lab.simulate;

import io.groundswell.autoscaler.simulator.Placing;
import io.groundswell.autoscaler.simulator.Shape;
import io.groundswell.autoscaler.simulator.Trace;
import io.groundswell.autoscaler.simulator.Workload;
import io.groundswell.lab.LabException;
import io.groundswell.lab.output.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import picocli.CommandLine.Option;

/** Options that say which orders arrive when. */
final class LoadOptions {

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = {
        "A CSV of counts such as 'minute,count': the orders of each row arrive",
        "within one step."
      })
  private Path trace;

  @Option(
      names = "--shape",
      paramLabel = "SHAPE",
      description = {
        "A made-up load instead, orders a second: steady:rate=5,for=1h",
        "poisson:rate=5  step:rate=1,to=20,at=10m  spike:peak=100,at=10m,width=1m",
        "daily:rate=5,swing=0.8  weekly:rate=5,swing=0.8,weekend=0.3"
      })
  private String shape;

  @Option(
      names = "--step",
      paramLabel = "TIME",
      description = "How long a row of the trace lasts (as its times say, else 60s).")
  private String step;

  @Option(names = "--rows", paramLabel = "N", description = "Only so many rows of the trace.")
  private Long rows;

  @Option(names = "--from", paramLabel = "ROW", description = "The first row to take, from 1 (1).")
  private Long from;

  @Option(
      names = "--arrivals",
      paramLabel = "HOW",
      defaultValue = "even",
      description = "How orders lie within a row or second: even or poisson (${DEFAULT-VALUE}).")
  private Placing placing;

  /** A load that can be put on as many candidates as one likes, once. */
  interface Source extends AutoCloseable {

    /** The orders of one candidate. */
    Workload workload(SplittableRandom random);

    /** What it is, in words. */
    String words();

    /** A remark on what was read of it. */
    Optional<String> warning();

    @Override
    void close();
  }

  /**
   * Opens the load, from its beginning.
   *
   * @throws LabException if the options contradict each other or can't be understood
   */
  Source open() {
    if ((trace == null) == (shape == null)) {
      throw new LabException(
          "there must be a load: either --trace FILE or --shape SHAPE, such as --shape"
              + " poisson:rate=5,for=1h");
    }
    if (trace == null && (step != null || rows != null || from != null)) {
      throw new LabException("--step, --rows and --from are of a --trace, not of a --shape");
    }
    return trace == null ? shaped() : traced();
  }

  private Source shaped() {
    Shape.Load load;
    try {
      load = Shape.parse(shape, placing);
    } catch (IllegalArgumentException e) {
      throw new LabException("--shape " + shape + ": " + e.getMessage(), e);
    }
    return new Source() {
      @Override
      public Workload workload(SplittableRandom random) {
        return load.workload(random);
      }

      @Override
      public String words() {
        return shape + (placing == Placing.POISSON ? ", at random" : "");
      }

      @Override
      public Optional<String> warning() {
        return Optional.empty();
      }

      @Override
      public void close() {}
    };
  }

  private Source traced() {
    if (rows != null && rows < 1) {
      throw new LabException("--rows is " + rows + ", must be 1 or more");
    }
    if (from != null && from < 1) {
      throw new LabException("--from is " + from + ", must be 1 or more");
    }
    if (!Files.isRegularFile(trace) || !Files.isReadable(trace)) {
      throw new LabException("--trace " + trace + " is missing or can't be read");
    }
    Trace.Part part =
        new Trace.Part(
            Optional.ofNullable(step).map(text -> Options.duration("--step", text)),
            from == null ? 0 : from - 1,
            rows == null ? Long.MAX_VALUE : rows);
    try {
      return new Traced(new Trace(trace.toString(), Files.newBufferedReader(trace), part));
    } catch (IOException e) {
      throw new LabException("--trace " + trace + " can't be read: " + e.getMessage(), e);
    }
  }

  private final class Traced implements Source {
    private final Trace open;

    private Traced(Trace open) {
      this.open = open;
    }

    @Override
    public Workload workload(SplittableRandom random) {
      return open.workload(placing, random);
    }

    @Override
    public String words() {
      return trace.getFileName()
          + ", "
          + Numbers.time(open.step().toNanos() / 1e9)
          + " a row"
          + (placing == Placing.POISSON ? ", at random" : "");
    }

    @Override
    public Optional<String> warning() {
      return open.warning();
    }

    @Override
    public void close() {
      try {
        open.close();
      } catch (IOException e) {
        throw new LabException("--trace " + trace + " can't be closed: " + e.getMessage(), e);
      }
    }
  }
}
