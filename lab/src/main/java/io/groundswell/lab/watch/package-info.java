/**
 * {@code lab watch}: looks at a cluster, where the real KEDA and the real HPA act, and tells what
 * happens there as a run on processes is told: the same timeline, table and summary. It only reads.
 */
package io.groundswell.lab.watch;
