/** What weighs on the machine: CPUs kept busy and memory held, both within bounds. */
package io.groundswell.mocapp.burn;
