package io.groundswell.lab.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProducerLogTest {

  @Test
  void readsTheSummaryAmongOtherLines() {
    // Given
    String log =
        """
        2026-01-02 12:00:00 started
        {"level":"INFO","message":"placing"}
        {"run":"load-1","placed":300,"failed":0,"sentAgain":0,"seconds":0.4,"rate":750.0}
        stopped
        """;

    // When / Then
    assertThat(ProducerLog.read(log)).contains(new ProducerLog("load-1", 300));
  }

  @Test
  void readsTheSentence() {
    // When / Then
    assertThat(ProducerLog.read("load-1: 30 placed, 2 failed in 0.41 s (73.2/s)"))
        .contains(new ProducerLog("load-1", 30));
  }

  @Test
  void aLogWithoutSummaryTellsNothing() {
    // When / Then
    assertThat(ProducerLog.read("{not json\n\nplacing")).isEmpty();
  }
}
