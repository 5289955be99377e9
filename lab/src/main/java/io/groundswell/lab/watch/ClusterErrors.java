package io.groundswell.lab.watch;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.groundswell.lab.LabException;
import java.net.ConnectException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one line what the API refused, and the way out. */
final class ClusterErrors {

  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "User \"([^\"]*)\" cannot (\\w+) resource \"([^\"]*)\" in API group \"([^\"]*)\"");

  private ClusterErrors() {}

  /**
   * Explains an error.
   *
   * @param what was asked for, such as {@code list pods}, where the error doesn't say
   * @param where it was asked
   */
  static LabException explain(Throwable error, String what, Place where) {
    KubernetesClientException refused = find(error, KubernetesClientException.class).orElse(null);
    int code = refused == null ? 0 : refused.getCode();
    return new LabException(
        switch (code) {
          case 401 ->
              "context %s isn't let in by its cluster: its credentials are wrong or have run out"
                  .formatted(where.context());
          case 403 -> forbidden(String.valueOf(refused.getMessage()), what, where);
          case 404 ->
              "the cluster of context %s doesn't know what was asked for (%s): is KEDA installed?"
                  .formatted(where.context(), what);
          default ->
              "the cluster of context %s can't be asked to %s at %s: %s"
                  .formatted(where.context(), what, where.address(), cause(error));
        },
        error);
  }

  private static String forbidden(String message, String what, Place where) {
    Matcher matcher = FORBIDDEN.matcher(message);
    String denied = what;
    String user = "context " + where.context();
    if (matcher.find()) {
      String group = matcher.group(4).isEmpty() ? "" : "." + matcher.group(4);
      denied = matcher.group(2) + " " + matcher.group(3) + group;
      user = "user " + matcher.group(1);
    }
    return ("%s has no right to %s in namespace %s: a watch needs get, list and watch on"
            + " scaledobjects.keda.sh, horizontalpodautoscalers.autoscaling, deployments.apps, pods"
            + " and events")
        .formatted(user, denied, where.namespace());
  }

  /** What the innermost cause that says anything says; else its kind. */
  private static String cause(Throwable error) {
    if (find(error, ConnectException.class).isPresent()) {
      return "nobody answers there";
    }
    String said = null;
    Throwable innermost = error;
    for (Throwable e = error; e != null; e = e.getCause()) {
      innermost = e;
      said = e.getMessage() == null || e.getCause() != null ? said : e.getMessage();
    }
    String text = said == null ? innermost.getClass().getSimpleName() : said;
    return text.lines().findFirst().orElse(text);
  }

  private static <T extends Throwable> Optional<T> find(Throwable error, Class<T> type) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (type.isInstance(e)) {
        return Optional.of(type.cast(e));
      }
    }
    return Optional.empty();
  }
}
