package io.groundswell.lab.process;

/** The processes that this one has started, and those that they have. */
public final class Descendants {

  private Descendants() {}

  /** Kills them when this JVM ends, also by SIGINT and SIGTERM. */
  public static void endWithThisProcess() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly),
                "descendants"));
  }
}
