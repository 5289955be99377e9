package io.groundswell.producer.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/**
 * One kind of request.
 *
 * @param path on the application
 * @param body to post; empty to get
 * @param quick whether it counts for the latency that has to hold
 */
record Ask(String path, String body, boolean quick) {

  private static final String LIST = "[\"dado\"]";

  /** A page is looked at. */
  static Ask look(String path) {
    return new Ask(path, "", true);
  }

  /**
   * What a user of a day does: 88 % look, 11 % send a list through the call chain, 1 % make CPUs
   * burn.
   *
   * @param die 0 to 1
   */
  static Ask ofDay(double die) {
    if (die < 0.88) {
      return look("/");
    }
    return die < 0.99 ? new Ask("/process", LIST, false) : new Ask("/cpu/1", "", false);
  }

  HttpRequest request(URI base, Duration timeout) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path)).timeout(timeout);
    return body.isEmpty()
        ? builder.GET().build()
        : builder
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
  }

  /** Whether an answer is as it should be: 200, and a list has grown. */
  boolean isGood(int status, String answer) {
    return status == 200 && (body.isEmpty() || answer.strip().length() > LIST.length());
  }
}
