package io.groundswell.lab.requests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScaleInTest {

  @Test
  void countsTheRequestsThatEndWhileAReplicaIsLeaving() {
    // Given
    ScaleIn scaleIn = new ScaleIn();

    // When
    scaleIn.request(false);
    scaleIn.begins("a");
    scaleIn.request(true);
    scaleIn.request(false);
    scaleIn.ends("a");
    scaleIn.request(false);

    // Then
    assertThat(scaleIn.counts()).isEqualTo(new ScaleIn.Counts(1, 2, 1));
  }
}
