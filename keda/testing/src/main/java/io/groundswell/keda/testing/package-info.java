/**
 * For the tests of whatever the extension writes manifests for: holds them against golden files and
 * against the schemas of their kinds.
 */
package io.groundswell.keda.testing;
