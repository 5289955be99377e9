package io.groundswell.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MainTest {

  @Test
  void wrong_use_is_told_in_two_lines_with_the_way_out() {
    // Given
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));

    // When
    int status;
    try {
      status = Main.execute("simulate", "--seed", "x");
    } finally {
      System.setErr(before);
    }

    // Then
    assertThat(status).isEqualTo(Main.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "lab: Invalid value for option '--seed': 'x' is not a long",
            "'lab simulate --help' tells what there is");
  }
}
