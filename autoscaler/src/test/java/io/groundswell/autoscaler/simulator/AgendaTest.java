package io.groundswell.autoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AgendaTest {

  @Property
  void what_is_due_first_comes_first(@ForAll List<@IntRange(max = 50) Integer> times) {
    // Given
    Agenda agenda = new Agenda();
    List<Long> happened = new ArrayList<>();
    times.forEach(time -> agenda.add(time, happened::add));

    // When
    while (agenda.size() > 0) {
      long now = agenda.next();
      agenda.take().happen(now);
    }

    // Then
    assertThat(happened).isEqualTo(times.stream().sorted().map(Integer::longValue).toList());
  }
}
