package io.groundswell.producer;

import java.io.Serial;

/** A setting that can't be used; its text is one line: name, value, way out. */
public final class InvalidSettingException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param name of the option or environment variable
   * @param value as it was given
   * @param mayBe what it may be, such as "a whole number from 1 to 10"
   */
  public InvalidSettingException(String name, String value, String mayBe) {
    super(name + " is '" + value.strip().replaceAll("\\s+", " ") + "', must be " + mayBe);
  }
}
