/**
 * Build-time half of the extension: channels and {@code quarkus.keda.*} in, KEDA manifests and a
 * mended Deployment out. Derivation and checks are functions of {@link
 * io.groundswell.keda.deployment.KedaConfig} and {@link io.groundswell.keda.deployment.Channel};
 * only {@link io.groundswell.keda.deployment.KedaProcessor} knows Quarkus' build, and only {@link
 * io.groundswell.keda.deployment.ManifestDecorator} and {@link
 * io.groundswell.keda.deployment.Workload} know the Kubernetes model.
 */
package io.groundswell.keda.deployment;
