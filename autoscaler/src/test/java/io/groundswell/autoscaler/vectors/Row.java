package io.groundswell.autoscaler.vectors;

/**
 * A row of the vectors.
 *
 * @param name its name
 * @param inputs what goes in
 * @param expected what is to come out
 */
record Row(String name, Given inputs, Given expected) {

  /** Fails if there is something in it that nobody looked at. */
  void end() {
    inputs.end();
    expected.end();
  }
}
