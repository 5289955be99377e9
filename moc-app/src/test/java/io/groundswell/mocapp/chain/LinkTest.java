package io.groundswell.mocapp.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LinkTest {

  @Test
  void addsItsNameAndPassesTheListOnToOneAfterTheOther() {
    // Given
    Link link = link(0, 1, List.of(adds("b"), adds("c")));

    // When
    List<String> result = link.process(List.of("dado"));

    // Then
    assertThat(result).containsExactly("dado", "a", "b", "c");
  }

  @Test
  void whatFailsIsntPassedOn() {
    // Given
    List<List<String>> passedOn = new ArrayList<>();
    Destination destination =
        list -> {
          passedOn.add(list);
          return list;
        };
    Link link = link(100, 1, List.of(destination));

    // When
    var thrown =
        assertThatExceptionOfType(FailedException.class).isThrownBy(() -> link.process(List.of()));

    // Then
    thrown.withMessage("Erro simulado em a");
    assertThat(passedOn).isEmpty();
  }

  @Test
  void failsAsOftenAsItIsTold() {
    // Given
    Link link = link(30, 42, List.of());

    // When
    long failures = IntStream.range(0, 10_000).filter(call -> fails(link)).count();

    // Then
    assertThat(failures).isBetween(2_800L, 3_200L);
  }

  @Property(tries = 100)
  void waitsNoLongerThanItMay(
      @ForAll @IntRange(min = 1, max = 60_000) int latency, @ForAll long seed) {
    // Given
    List<Duration> waits = new ArrayList<>();
    Link link =
        new Link("a", Duration.ofMillis(latency), 0, List.of(), new Random(seed), waits::add);

    // When
    link.process(List.of());

    // Then
    assertThat(waits)
        .singleElement()
        .satisfies(wait -> assertThat(wait).isBetween(Duration.ZERO, Duration.ofMillis(latency)));
  }

  private static Link link(int errors, long seed, List<? extends Destination> destinations) {
    return new Link("a", Duration.ZERO, errors, destinations, new Random(seed), wait -> {});
  }

  private static boolean fails(Link link) {
    try {
      link.process(List.of());
      return false;
    } catch (FailedException e) {
      return true;
    }
  }

  private static Destination adds(String name) {
    return list -> {
      List<String> longer = new ArrayList<>(list);
      longer.add(name);
      return longer;
    };
  }
}
