package io.groundswell.lab.watch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.groundswell.lab.LabException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an API server refuses. */
class ClusterTest {

  private HttpServer server;
  private Cluster cluster;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(address)
            .withRequestRetryBackoffLimit(0)
            .build();
    cluster =
        new Cluster(
            new KubernetesClientBuilder().withConfig(config).build(),
            new Place("test", address, "shop"));
  }

  @AfterEach
  void stop() {
    cluster.close();
    server.stop(0);
  }

  /** Every request gets this answer. */
  private void answer(int code, String message) {
    byte[] status =
        """
        {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": %d, "message": "%s"}
        """
            .formatted(code, message)
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(code, status.length);
          exchange.getResponseBody().write(status);
          exchange.close();
        });
  }

  @Test
  void aMissingNamespaceIsNamed() {
    // Given
    answer(404, "not found");

    // When / Then
    assertThatThrownBy(() -> cluster.requireNamespace())
        .isInstanceOf(LabException.class)
        .hasMessageContaining("the cluster of context test has no namespace shop");
  }

  @Test
  void aMissingRightIsNamed() {
    // Given
    answer(
        403,
        "User \\\"eve\\\" cannot list resource \\\"scaledobjects\\\" in API group \\\"keda.sh\\\"");

    // When / Then
    assertThatThrownBy(() -> cluster.target(Optional.empty()))
        .isInstanceOf(LabException.class)
        .hasMessageStartingWith(
            "user eve has no right to list scaledobjects.keda.sh in namespace shop");
  }

  @Test
  void aClusterWithoutKedaIsSaidToBe() {
    // Given
    answer(404, "the server could not find the requested resource");

    // When / Then
    assertThatThrownBy(() -> cluster.target(Optional.empty()))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("is KEDA installed?");
  }
}
