package io.groundswell.mocapp.burn;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import io.quarkus.runtime.ImageMode;
import java.lang.management.ManagementFactory;

/**
 * How much memory this process may have, in bytes.
 *
 * @param total that of its container, or of the machine
 * @param heap at most, of the total
 * @param direct what the JVM allows outside of the heap
 */
public record ProcessMemory(long total, long heap, long direct) {

  /**
   * What the process needs beside its heap: classes, compiled code, stacks, buffers. After some
   * load on all endpoints the JVM's native memory tracking told 80 MiB; the rest is to spare.
   */
  static final long REST = 144L << 20;

  /** That of the process that asks. */
  public static ProcessMemory ofThisProcess() {
    long heap = Runtime.getRuntime().maxMemory();
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new ProcessMemory(system.getTotalMemorySize(), heap, direct(heap));
  }

  /** How much can be held outside of the heap without the process being killed for it. */
  public long room() {
    return Math.max(0, Math.min(direct, total - heap - REST));
  }

  /** Unless set, it is as much as the heap; a native executable has no such setting. */
  private static long direct(long heap) {
    if (ImageMode.current() == ImageMode.NATIVE_RUN) {
      return heap;
    }
    String set =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("MaxDirectMemorySize")
            .getValue();
    return set.equals("0") ? heap : Long.parseLong(set);
  }
}
