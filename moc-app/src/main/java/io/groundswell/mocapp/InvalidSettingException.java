package io.groundswell.mocapp;

import java.io.Serial;

/** A setting that the application can't start with; its text is one line: name, value, way out. */
public final class InvalidSettingException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  InvalidSettingException(String name, String value, String mayBe) {
    super(name + " is '" + value.strip().replaceAll("\\s+", " ") + "', must be " + mayBe);
  }
}
