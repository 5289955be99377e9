package io.groundswell.mocapp.burn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResidentTest {

  @Test
  void readsWhatLinuxTells() {
    assertThat(Resident.bytes("VmHWM:\t   96 kB\nVmRSS:\t   92 kB\nRssAnon:\t 4 kB\n"))
        .hasValue(92 * 1024);
  }

  @Test
  void tellsNothingWhereLinuxDoesnt() {
    assertThat(Resident.bytes("Name:\tjava\n")).isEmpty();
  }
}
