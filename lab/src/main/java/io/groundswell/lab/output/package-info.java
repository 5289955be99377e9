/** What the commands tell their results with: numbers, columns and pages with plots. */
package io.groundswell.lab.output;
