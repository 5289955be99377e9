package io.groundswell.brokers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports on loopback for brokers that can't choose, or don't say clearly that one is taken. */
final class Ports {

  private Ports() {}

  /**
   * Checks that a port can be listened on.
   *
   * @param use what for, for the message
   * @param port 0 is always fine
   * @throws BrokerException if it is taken
   */
  static void requireFree(String use, int port) {
    if (port == 0) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(Addresses.LOOPBACK), port));
    } catch (IOException e) {
      throw new BrokerException(
          use
              + " port "
              + port
              + " is taken on "
              + Addresses.LOOPBACK
              + ": stop what listens there, or choose another (0 takes a free one)",
          e);
    }
  }

  /** Ports that were free a moment ago; different ones, since all are open at once. */
  static List<Integer> free(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        ServerSocket socket = new ServerSocket();
        sockets.add(socket);
        socket.bind(new InetSocketAddress(InetAddress.getByName(Addresses.LOOPBACK), 0));
      }
      List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new BrokerException("no free ports on " + Addresses.LOOPBACK, e);
    }
  }
}
