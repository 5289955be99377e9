package io.groundswell.producer.input;

import java.io.IOException;
import java.io.Serial;

/** A file that can't be used; its text is one line: file, line, and what is wrong. */
public final class InputException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  InputException(String file, String problem) {
    super(file + ": " + problem);
  }

  InputException(String file, long line, String problem) {
    this(file, "line " + line + ": " + problem);
  }
}
