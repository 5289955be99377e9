/** What orders say, and where that comes from: made up, or read from files. */
package io.groundswell.producer.input;
