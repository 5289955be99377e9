package io.groundswell.consumer.sqs;

import io.groundswell.consumer.Outages;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Why SQS can't be used, in one line each. */
final class Reasons {

  private Reasons() {}

  static String of(RuntimeException failure) {
    return switch (failure) {
      case AwsServiceException refused -> refused(refused.awsErrorDetails(), refused);
      case SdkClientException client when lacksCredentials(client) ->
          "no AWS credentials were found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name"
              + " a profile by AWS_PROFILE";
      default -> Outages.text(failure);
    };
  }

  private static String refused(AwsErrorDetails details, AwsServiceException failure) {
    return details == null || details.errorCode() == null
        ? Outages.text(failure)
        : details.errorCode() + ": " + details.errorMessage().lines().findFirst().orElse("");
  }

  private static boolean lacksCredentials(SdkClientException failure) {
    return String.valueOf(failure.getMessage()).startsWith("Unable to load credentials");
  }
}
