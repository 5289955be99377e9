package io.groundswell.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lab under requests, as its users start it, with the moc-app that this build made. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MocAppLabIT {

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ADDRESS = Pattern.compile("at (http://127.0.0.1:\\d+);");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Process lab;

  @TempDir Path folder;

  @AfterEach
  void stop() {
    client.shutdownNow();
    lab.destroy();
  }

  @Test
  void requestsRaiseReplicasAndNoneFailsWhileTheyLeave() throws Exception {
    // When
    lab = start("--shape", "load-test", "--speed", "20", "--peak", "40");
    int exit = lab.waitFor();

    // Then
    JsonNode summary = JSON.readTree(Files.readString(folder.resolve("out")));
    assertThat(exit).as(Files.readString(folder.resolve("err"))).isIn(0, 1);
    assertThat(summary.at("/interrupted").asBoolean()).isFalse();
    assertThat(summary.at("/replicas/max").asInt()).isGreaterThan(1);
    assertThat(summary.at("/replicas/final").asInt()).isEqualTo(1);
    assertThat(summary.at("/scaleIn/left").asInt()).isPositive();
    assertThat(summary.at("/requests/failed").asInt()).isZero();
    assertThat(summary.at("/requests/refused").asInt()).isZero();
    assertThat(summary.at("/requests/answered").asLong())
        .isEqualTo(summary.at("/load/requests").asLong());
    assertThat(summary.at("/load/failed").asInt()).isZero();
  }

  @Test
  void aRequestWakesTheFirstReplicaAndScaleInLosesNone() throws Exception {
    // Given
    lab = start("--shape", "none", "--speed", "20", "--min-replicas", "0", "--wait", "4m");
    URI address = address();

    // When
    int status = status(address);
    await().atMost(Duration.ofMinutes(3)).until(() -> error().contains("KEDA stopped"));
    int again = status(address);
    lab.destroy();
    lab.waitFor();

    // Then
    JsonNode summary = JSON.readTree(Files.readString(folder.resolve("out")));
    assertThat(List.of(status, again)).containsOnly(200);
    assertThat(summary.at("/rises")).hasSize(2);
    assertThat(summary.at("/wait/count").asInt()).isEqualTo(2);
    assertThat(summary.at("/requests/failed").asInt()).isZero();
  }

  private URI address() {
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              Matcher found = ADDRESS.matcher(error());
              return found.find() ? URI.create(found.group(1)) : null;
            },
            address -> address != null);
  }

  private int status(URI address) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private String error() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dgroundswell.home=" + HOME,
                "-jar",
                HOME.resolve("lab/target/lab.jar").toString(),
                "run",
                "--app",
                HOME.resolve("moc-app").toString(),
                "--start-mode",
                "jvm",
                "--output",
                "json"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().remove("GROUNDSWELL_TERMINAL_WIDTH");
    return builder.start();
  }
}
