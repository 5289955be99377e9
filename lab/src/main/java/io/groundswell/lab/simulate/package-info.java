/**
 * The simulator's command lines: {@code lab simulate} tries a ScaledObject on the virtual clock,
 * {@code lab tune} tries many, {@code lab explain} tells why replicas were what they were, in a
 * simulation or a real run.
 */
package io.groundswell.lab.simulate;
