package io.groundswell.autoscaler.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** What rows say of errors: that there is one, or what it says, under one of two keys. */
final class Failures {

  private Failures() {}

  /** Fails unless an error is expected that says as much. */
  static void check(Given expected, String message) {
    JsonNode error = expected.has("error") ? expected.get("error") : expected.get("errorContains");
    if (error.isTextual()) {
      assertThat(message).contains(error.asText());
    } else {
      assertThat(error.asBoolean()).as("an error is expected, and there is: %s", message).isTrue();
    }
  }

  /** Fails if an error is expected. */
  static void none(Given expected) {
    boolean wanted =
        expected.truth("error", false)
            || expected.get("error").isTextual()
            || expected.has("errorContains");
    assertThat(wanted).as("an error is expected, but there is none").isFalse();
  }
}
