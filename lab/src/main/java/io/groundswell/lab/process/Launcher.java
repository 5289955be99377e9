package io.groundswell.lab.process;

import java.io.IOException;

/** Starts the process of a replica. */
@FunctionalInterface
public interface Launcher {

  /**
   * @param name the replica's
   * @param port the port of this machine that its HTTP server is to take
   * @throws IOException if the operating system refuses
   */
  Process launch(String name, int port) throws IOException;
}
