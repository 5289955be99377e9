/** Runtime half of the extension. All its work is done at build, so there is nothing to run. */
package io.groundswell.keda;
