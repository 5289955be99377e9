package io.groundswell.lab.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.brokers.BrokerKind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The delivery table in small, on an embedded broker; {@code scripts/delivery} makes the whole. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class DeliveryIT {

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final long ORDERS = 400;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("rows")
  void nothingIsLostAndNothingDoneTwiceWhereAllHadTimeToFinish(String broker, Fault fault)
      throws Exception {
    // When
    Result result = Trial.on(broker, fault, ORDERS, folder, HOME);

    // Then
    assertThat(result).matches(Result::good);
  }

  static Stream<Arguments> rows() {
    return Stream.of(BrokerKind.RABBITMQ)
        .flatMap(
            broker ->
                Arrays.stream(Fault.values()).map(fault -> Arguments.of(broker.toString(), fault)));
  }
}
