/**
 * {@code lab compare}: two runs side by side, so that a laptop and a cluster, or two settings, can
 * be held against each other.
 */
package io.groundswell.lab.compare;
