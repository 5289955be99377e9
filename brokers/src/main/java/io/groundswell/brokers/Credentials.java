package io.groundswell.brokers;

import java.security.SecureRandom;
import java.util.Base64;

/** User name and password of a broker. The text form leaves the password out. */
public record Credentials(String username, String password) {

  private static final int PASSWORD_BYTES = 18;

  /** Checks that neither is blank. */
  public Credentials {
    if (username == null || username.isBlank()) {
      throw new IllegalArgumentException("username is blank");
    }
    if (password == null || password.isBlank()) {
      throw new IllegalArgumentException("password is blank");
    }
  }

  /** A fixed user name with a random password, all of it safe in a URL. */
  public static Credentials random() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Credentials(
        "groundswell", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Override
  public String toString() {
    return "Credentials[username=" + username + "]";
  }
}
