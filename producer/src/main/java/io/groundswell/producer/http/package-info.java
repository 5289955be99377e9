/** Requests instead of orders: the load of the k6 scripts, for machines without k6. */
package io.groundswell.producer.http;
