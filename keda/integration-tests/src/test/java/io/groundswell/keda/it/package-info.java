/** Builds small applications with the extension and holds their manifests against golden files. */
package io.groundswell.keda.it;
