package io.groundswell.producer.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class HttpCommandTest {

  private static final int WRONG_USAGE = 2;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--shape wave|--shape is 'wave', must be load, load-test, weekday or weekend",
        "--url ftp://host|--url is 'ftp://host', must be http://host:port without a user and a"
            + " question mark",
        "--url http://u:p@host|--url is 'http://u:p@host', must be http://host:port without a user"
            + " and a question mark",
        "--speed 0|--speed is '0', must be a number from 0.01 to 1000.0",
        "--rate 0|--rate is '0', must be a whole number from 1 to 10000",
        "--target here|--target is 'here', must be a path such as /cpu/1",
        "--shape weekday --hour 2h|--speed is '1', must be so large that all is over within 24 h",
        "--shape weekday --hour 30m --rate 10000|--rate is '10000', must be so small that there are"
            + " at most 10000000 requests",
      })
  void wrongUsageIsSaidInOneLine(String arguments, String line) {
    // Given
    StringWriter err = new StringWriter();
    CommandLine command =
        new CommandLine(new HttpCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setErr(new PrintWriter(err));

    // When
    int status = command.execute(arguments.split(" "));

    // Then
    assertThat(status).isEqualTo(WRONG_USAGE);
    assertThat(err.toString().strip()).isEqualTo(line);
  }
}
