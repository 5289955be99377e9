package io.groundswell.lab.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** The network between clients and a broker of this machine, which can be cut. */
final class Proxy implements AutoCloseable {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int BUFFER = 16 * 1024;

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** Lets bytes pass; shut while there is a hole in the network. */
  private volatile CountDownLatch gate = new CountDownLatch(0);

  private volatile boolean refusing;

  private Proxy(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /** Listens on a free port of loopback and passes everything on to another. */
  static Proxy to(int target) {
    try {
      Proxy proxy = new Proxy(new ServerSocket(0, 100, LOOPBACK), target);
      Thread.ofVirtual().name("proxy").start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /**
   * Cuts the network, and mends it: first nothing gets through any more, then all connections end
   * and new ones are refused, each for so long.
   */
  void cut(Duration time) throws InterruptedException {
    gate = new CountDownLatch(1);
    Thread.sleep(time);
    refusing = true;
    open.forEach(this::pullPlug);
    gate.countDown();
    Thread.sleep(time);
    refusing = false;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    gate.countDown();
    open.forEach(this::end);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> connect(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void connect(Socket client) {
    Socket broker = new Socket();
    open.add(broker);
    try {
      if (!refusing) {
        broker.connect(new InetSocketAddress(LOOPBACK, target));
        Thread.ofVirtual().start(() -> pass(broker, client));
        pass(client, broker);
      }
    } catch (IOException e) {
      // The broker is away.
    } finally {
      end(client);
      end(broker);
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        gate.await();
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One side has ended it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(from);
      end(to);
    }
  }

  /** What is on its way is lost. */
  private void pullPlug(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // It has ended already.
    }
    end(socket);
  }

  private void end(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
