/** One run of the lab, from the start of the broker to the summary. */
package io.groundswell.lab.run;
