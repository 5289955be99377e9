package io.groundswell.triggers;

/** Whether a trigger gives AWS credentials, by the rules of KEDA's {@code aws_common.go}. */
final class AwsCredentials {

  private AwsCredentials() {}

  /** Notes a problem if neither a pod identity nor the operator nor the trigger gives them. */
  static void check(TriggerSpec spec, Config config) {
    String owner = given(spec.metadata().get("identityOwner"));
    boolean ofTrigger = owner.isEmpty() || owner.equals("pod");
    if (spec.podIdentity().equals("aws") || !ofTrigger || inAuthentication(spec)) {
      return;
    }
    if (given(spec.metadata().get("awsAccessKeyID")).isEmpty()
        && fromEnv(spec, "awsAccessKeyID").isEmpty()) {
      config.problem("awsAccessKeyID not found");
    } else if (fromEnv(spec, "awsSecretAccessKey").isEmpty()) {
      config.problem("awsSecretAccessKey not found");
    }
  }

  private static boolean inAuthentication(TriggerSpec spec) {
    boolean role = !given(spec.auth().get("awsRoleArn")).isEmpty();
    boolean id =
        !given(spec.auth().get("awsAccessKeyID")).isEmpty()
            || !given(spec.auth().get("awsAccessKeyId")).isEmpty();
    return role || (id && !given(spec.auth().get("awsSecretAccessKey")).isEmpty());
  }

  private static String fromEnv(TriggerSpec spec, String key) {
    String variable = given(spec.metadata().get(key + "FromEnv"));
    return variable.isEmpty() ? "" : given(spec.env().get(variable));
  }

  private static String given(String value) {
    return value == null ? "" : value;
  }
}
