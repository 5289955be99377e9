/**
 * What SQS needs beyond the connector {@code smallrye-sqs}: which queues there are, messages that
 * stay invisible to others as long as the work on them goes on, and no more of them than fit.
 */
package io.groundswell.consumer.sqs;
