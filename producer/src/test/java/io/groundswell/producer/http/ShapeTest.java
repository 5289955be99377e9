package io.groundswell.producer.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shapes are those of the k6 scripts, as they stand there. */
class ShapeTest {

  private static final Path SCRIPTS = Path.of("..", "scripts", "k6");
  private static final Pattern STAGE =
      Pattern.compile("duration: seconds\\((\\d+)\\), target: (\\d+|RATE)");

  @ParameterizedTest
  @CsvSource({"LOAD, load.js", "LOAD_TEST, load-test.js"})
  void stagesAreThoseOfTheScript(Shape shape, String script) throws IOException {
    // Given
    String text = Files.readString(SCRIPTS.resolve(script));
    List<Ramp.Stage> stages =
        STAGE
            .matcher(text)
            .results()
            .map(
                stage ->
                    new Ramp.Stage(
                        Duration.ofSeconds(Long.parseLong(stage.group(1))),
                        stage.group(2).equals("RATE") ? 77 : Double.parseDouble(stage.group(2))))
            .toList();

    // When
    Ramp ramp = shape.ramp(77, Duration.ofSeconds(10));

    // Then
    assertThat(stages).isNotEmpty();
    assertThat(ramp.stages()).isEqualTo(stages);
  }

  @ParameterizedTest
  @CsvSource({"WEEKDAY, weekday", "WEEKEND, weekend"})
  void hoursAreThoseOfTheScript(Shape shape, String day) throws IOException {
    // Given
    Matcher hours =
        Pattern.compile(day + ": \\[([\\d, ]+)]")
            .matcher(Files.readString(SCRIPTS.resolve("realistic-load.js")));
    assertThat(hours.find()).isTrue();
    List<Double> shares =
        Stream.of(hours.group(1).split(",")).map(share -> Double.valueOf(share.strip())).toList();

    // When
    Ramp ramp = shape.ramp(100, Duration.ofSeconds(10));

    // Then
    assertThat(ramp.stages()).extracting(Ramp.Stage::target).isEqualTo(shares);
  }
}
