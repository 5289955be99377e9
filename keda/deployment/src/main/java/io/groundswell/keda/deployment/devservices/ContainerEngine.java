package io.groundswell.keda.deployment.devservices;

import io.quarkus.deployment.IsDockerWorking;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Docker, Podman or the like, in which Quarkus' own Dev Services run. Looked for where they listen:
 * Quarkus' way, by Testcontainers, logs its failure as an error of several lines.
 */
final class ContainerEngine {

  private static final class Holder {
    static final boolean ANSWERS =
        System.getProperty("os.name").startsWith("Windows")
            ? new IsDockerWorking(true).getAsBoolean()
            : isNamed() || sockets().stream().anyMatch(ContainerEngine::accepts);
  }

  private ContainerEngine() {}

  /** Whether there is one; looked for once. */
  static boolean answers() {
    return Holder.ANSWERS;
  }

  private static boolean isNamed() {
    try {
      return System.getenv("DOCKER_HOST") != null
          || Files.readString(home().resolve(".testcontainers.properties")).contains("docker.host");
    } catch (IOException e) {
      return false;
    }
  }

  private static List<Path> sockets() {
    String runtime = System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/run/user");
    return List.of(
        Path.of("/var/run/docker.sock"),
        Path.of(runtime, "docker.sock"),
        home().resolve(".docker/run/docker.sock"),
        home().resolve(".docker/desktop/docker.sock"),
        Path.of(runtime, "podman/podman.sock"),
        Path.of("/run/podman/podman.sock"));
  }

  private static Path home() {
    return Path.of(System.getProperty("user.home"));
  }

  private static boolean accepts(Path socket) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return channel.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
