package io.groundswell.triggers;

import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The AWS credentials that a trigger gives, by the rules of KEDA's {@code aws_common.go}. */
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

  /**
   * The credentials, for reading live; empty for those that the AWS SDK's default chain finds.
   *
   * @throws TriggerException if the trigger wants a role to be assumed
   */
  static Optional<AwsCredentialsProvider> provider(TriggerSpec spec) throws TriggerException {
    if (!given(spec.auth().get("awsRoleArn")).isEmpty()) {
      throw new TriggerException(
          "awsRoleArn of an "
              + spec.type()
              + " trigger is not supported when it is read live: assume the role before");
    }
    String id =
        first(
            spec.auth().get("awsAccessKeyID"),
            spec.auth().get("awsAccessKeyId"),
            spec.metadata().get("awsAccessKeyID"),
            fromEnv(spec, "awsAccessKeyID"));
    String secret =
        first(spec.auth().get("awsSecretAccessKey"), fromEnv(spec, "awsSecretAccessKey"));
    if (id.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    String token = given(spec.auth().get("awsSessionToken"));
    return Optional.of(
        StaticCredentialsProvider.create(
            token.isEmpty()
                ? AwsBasicCredentials.create(id, secret)
                : AwsSessionCredentials.create(id, secret, token)));
  }

  private static String first(String... values) {
    return Stream.of(values)
        .map(AwsCredentials::given)
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
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
