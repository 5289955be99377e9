package io.groundswell.mocapp.metrics;

import java.util.Set;

/**
 * Names a request by the template of its path, so that there are as many names as endpoints, not as
 * many as paths that someone has thought of.
 */
final class Handlers {

  /** For paths that lead nowhere. */
  static final String NONE = "none";

  private static final Set<String> PATHS =
      Set.of(
          "/",
          "/version",
          "/healthcheck",
          "/healthcheck/error",
          "/healthcheck/fault",
          "/healthcheck/fault/soft",
          "/healthtime",
          "/sent-message",
          "/receive-message",
          "/process",
          "/metrics",
          "/docs",
          "/openapi.json",
          "/q/health",
          "/q/health/live",
          "/q/health/ready",
          "/q/health/started");

  private Handlers() {}

  static String of(String path) {
    if (PATHS.contains(path)) {
      return path;
    }
    if (path.length() > 1 && path.endsWith("/")) {
      return of(path.substring(0, path.length() - 1));
    }
    if (oneBelow("/cpu/", path)) {
      return "/cpu/{duration_seconds}";
    }
    if (oneBelow("/mem/", path)) {
      return "/mem/{duration_seconds}";
    }
    return path.startsWith("/docs/") ? "/docs" : NONE;
  }

  private static boolean oneBelow(String parent, String path) {
    return path.startsWith(parent)
        && path.length() > parent.length()
        && path.indexOf('/', parent.length()) < 0;
  }
}
