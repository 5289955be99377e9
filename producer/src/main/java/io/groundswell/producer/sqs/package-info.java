/** Placing orders on Amazon SQS and whatever else speaks its protocol, in batches. */
package io.groundswell.producer.sqs;
