package io.groundswell.keda.deployment;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;

/**
 * Ends the build over settings that KEDA would refuse or misread, each on a line of its own. It has
 * no stack trace, which Quarkus would print below the lines that matter.
 */
public final class InvalidKedaSettingsException extends ConfigurationException {

  private static final long serialVersionUID = 1L;

  InvalidKedaSettingsException(List<String> problems) {
    super("settings to mend: " + problems.size() + "\n" + String.join("\n", problems));
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
