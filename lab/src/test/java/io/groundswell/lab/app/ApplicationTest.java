package io.groundswell.lab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.lab.LabException;
import io.groundswell.lab.process.StartMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @TempDir Path folder;

  @Test
  void aJarIsStartedWithAnAotCache() throws IOException {
    // Given
    jar(NOON);

    // When
    Application application = Application.in(folder);

    // Then
    assertThat(application.jar()).isPresent();
    assertThat(StartMode.fastest(application)).isEqualTo(StartMode.AOT);
  }

  @Test
  void theManifestIsThatOfTheBrokerWhereThereIsOne() throws IOException {
    // Given
    jar(NOON);
    Path ofKafka = folder.resolve("target/manifests/kafka/kubernetes.yml");
    Files.createDirectories(ofKafka.getParent());
    Files.writeString(ofKafka, "");

    // When
    Application application = Application.in(folder);

    // Then
    assertThat(application.manifest("kafka")).isEqualTo(ofKafka);
    assertThat(application.manifest("sqs"))
        .isEqualTo(folder.resolve("target/kubernetes/kubernetes.yml"));
  }

  @Test
  void aNativeExecutableIsPreferred() throws IOException {
    // Given
    jar(NOON);
    executable(NOON.plusSeconds(60));

    // When
    Application application = Application.in(folder);

    // Then
    assertThat(StartMode.fastest(application)).isEqualTo(StartMode.NATIVE);
  }

  @Test
  void aNativeExecutableOfAnEarlierBuildIsNot() throws IOException {
    // Given
    executable(NOON);
    jar(NOON.plusSeconds(60));

    // When
    Application application = Application.in(folder);

    // Then
    assertThat(StartMode.fastest(application)).isEqualTo(StartMode.AOT);
  }

  @Test
  void aFolderWithoutABuildSaysHowToMakeOne() {
    assertThatThrownBy(() -> Application.in(folder))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("has nothing to run in target/: build it by 'mvn package'");
  }

  @Test
  void aModeThatWasNotBuiltIsRefusedWithTheWayOut() throws IOException {
    // Given
    jar(NOON);
    Application application = Application.in(folder);

    // When
    var thrown = assertThatThrownBy(() -> StartMode.NATIVE.require(application));

    // Then
    thrown
        .isInstanceOf(LabException.class)
        .hasMessageStartingWith("--start-mode native:")
        .hasMessageContaining("mvn package -Dnative");
  }

  private void jar(Instant modified) throws IOException {
    touch(folder.resolve("target/quarkus-app/quarkus-run.jar"), modified);
  }

  private void executable(Instant modified) throws IOException {
    Path file = folder.resolve("target/app-runner");
    touch(file, modified);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static void touch(Path file, Instant modified) throws IOException {
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }
}
