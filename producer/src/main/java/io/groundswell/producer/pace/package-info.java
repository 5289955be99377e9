/** When orders are due: functions of an order's place in its run, without clocks or threads. */
package io.groundswell.producer.pace;
