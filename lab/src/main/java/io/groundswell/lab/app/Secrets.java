package io.groundswell.lab.app;

import io.groundswell.lab.LabException;
import java.util.Map;

/** What stands in this lab for the Secrets of a cluster. Its text never shows a value. */
public final class Secrets {

  private final Map<SecretKey, String> values;

  public Secrets(Map<SecretKey, String> values) {
    this.values = Map.copyOf(values);
  }

  /** Whether there is such a key. */
  public boolean has(SecretKey key) {
    return values.containsKey(key);
  }

  /**
   * The value behind a key.
   *
   * @param neededBy names the setting that asks for it
   * @throws LabException if the lab has none
   */
  public String value(SecretKey key, String neededBy) {
    String value = values.get(key);
    if (value == null) {
      throw new LabException(
          neededBy
              + " needs the key "
              + key.key()
              + " of the Secret "
              + key.secret()
              + ", which the lab doesn't have (it has "
              + values.keySet().stream().map(SecretKey::toString).sorted().toList()
              + "): set it by --env NAME=VALUE");
    }
    return value;
  }

  @Override
  public String toString() {
    return values.keySet().toString();
  }
}
