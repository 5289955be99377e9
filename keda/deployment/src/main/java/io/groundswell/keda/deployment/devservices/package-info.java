/**
 * Dev Services without a container engine: in {@code quarkus:dev} and in tests, an application gets
 * the embedded brokers of its channels. They run as processes of their own, so that their libraries
 * stay off the class paths of application and build.
 */
package io.groundswell.keda.deployment.devservices;
