package io.groundswell.lab.app;

/** A key of a Secret, as {@code secretKeyRef} and {@code secretTargetRef} name it. */
public record SecretKey(String secret, String key) {

  @Override
  public String toString() {
    return secret + "/" + key;
  }
}
