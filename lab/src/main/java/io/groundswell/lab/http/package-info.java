/**
 * Requests to a Deployment's replicas: one local address for all of them, and what is known of the
 * requests that went through it. It stands in for a cluster's Service, and for the interceptor of
 * KEDA's HTTP add-on where there is no replica.
 */
package io.groundswell.lab.http;
