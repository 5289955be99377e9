package io.groundswell.lab.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class ClusterErrorsTest {

  private static final Place PLACE = new Place("kind-kind", "https://127.0.0.1:6443/", "shop");

  @Test
  void aMissingRightIsNamedByVerbAndResource() {
    // Given
    KubernetesClientException forbidden =
        new KubernetesClientException(
            "Failure executing: GET at: ... Message: deployments.apps is forbidden: User \"eve\""
                + " cannot list resource \"deployments\" in API group \"apps\" in the namespace"
                + " \"shop\".",
            403,
            new Status());

    // When
    String message = ClusterErrors.explain(forbidden, "watch deployments.apps", PLACE).getMessage();

    // Then
    assertThat(message)
        .startsWith("user eve has no right to list deployments.apps in namespace shop: ");
  }

  @Test
  void aClusterWithoutKedaIsSuspected() {
    // When
    String message =
        ClusterErrors.explain(
                new KubernetesClientException("not found", 404, new Status()),
                "list scaledobjects.keda.sh",
                PLACE)
            .getMessage();

    // Then
    assertThat(message).contains("list scaledobjects.keda.sh").contains("is KEDA installed?");
  }

  @Test
  void aClusterThatIsAwayIsNamedByItsAddress() {
    // When
    String message =
        ClusterErrors.explain(
                new KubernetesClientException("An error", new ConnectException("refused")),
                "get namespaces",
                PLACE)
            .getMessage();

    // Then
    assertThat(message).contains("https://127.0.0.1:6443/").endsWith("nobody answers there");
  }
}
