package io.groundswell.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TerminalTest {

  private final StringWriter out = new StringWriter();

  @Test
  void onATerminalOneLineIsWrittenAnew() {
    // Given
    Terminal terminal = new Terminal(new PrintWriter(out), OptionalInt.of(80));

    // When
    terminal.show("one");
    terminal.show("two");
    terminal.say("three");

    // Then
    assertThat(out).hasToString("one\r\u001b[Ktwo\r\u001b[Kthree" + System.lineSeparator());
  }

  @Test
  void lineThatAreTooLongAreCut() {
    // Given
    Terminal terminal = new Terminal(new PrintWriter(out), OptionalInt.of(10));

    // When
    terminal.show("0123456789");

    // Then
    assertThat(out).hasToString("012345678");
  }

  @Test
  void elsewhereAllLinesStay() {
    // Given
    Terminal terminal = new Terminal(new PrintWriter(out), OptionalInt.empty());

    // When
    terminal.show("one");
    terminal.say("two");

    // Then
    assertThat(out.toString().lines()).containsExactly("one", "two");
  }
}
