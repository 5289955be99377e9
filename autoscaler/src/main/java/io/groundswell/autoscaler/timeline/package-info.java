/**
 * The events of one run, one JSON object a line: decisions, stages of replicas, counts. The laptop
 * runtime and the simulator write them; the terminal, the report and the dashboard read them.
 */
package io.groundswell.autoscaler.timeline;
