package io.groundswell.lab.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a process had used up to a moment.
 *
 * @param startedAt when the process was
 * @param at the moment
 * @param cpu processor time since its start
 * @param residentBytes memory at that moment; 0 where the operating system doesn't tell
 */
record Use(Instant startedAt, Instant at, Duration cpu, long residentBytes) {

  private static final long NANOS_A_SECOND = 1_000_000_000;
  private static final long NANOCORES_A_MILLICORE = 1_000_000;

  /** Reads it; empty if the process is gone. */
  static Optional<Use> of(ProcessHandle process, Instant startedAt) {
    Instant now = Instant.now();
    return process
        .info()
        .totalCpuDuration()
        .filter(_ -> process.isAlive())
        .map(cpu -> new Use(startedAt, now, cpu, resident(process.pid())));
  }

  private static long resident(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** What it had used at its start: nothing. */
  Use atStart() {
    return new Use(startedAt, startedAt, Duration.ZERO, 0);
  }

  /** Whether both are of one process, and this is the later. */
  boolean follows(Use earlier) {
    return startedAt.equals(earlier.startedAt)
        && at.isAfter(earlier.at)
        && cpu.compareTo(earlier.cpu) >= 0;
  }

  /**
   * Processor time used since, in thousandths of a core: whole billionths as metrics-server
   * computes them, rounded up as the HPA reads them.
   */
  long milliCoresSince(Use earlier) {
    long nanoCores =
        Math.multiplyExact(cpu.minus(earlier.cpu).toNanos(), NANOS_A_SECOND / 1000)
            / (Duration.between(earlier.at, at).toNanos() / 1000);
    return Math.ceilDiv(nanoCores, NANOCORES_A_MILLICORE);
  }
}
