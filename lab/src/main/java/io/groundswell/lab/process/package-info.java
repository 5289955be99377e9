/** Operating system processes as the replicas of a Deployment. */
package io.groundswell.lab.process;
