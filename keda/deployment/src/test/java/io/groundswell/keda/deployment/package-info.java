/** Tests of the derivation, of its checks and of what is mended, without a build. */
package io.groundswell.keda.deployment;
