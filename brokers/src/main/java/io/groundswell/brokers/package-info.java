/**
 * Brokers behind one interface: embedded ones for a laptop and for tests, and external ones by URL.
 * Knows nothing of scaling.
 */
package io.groundswell.brokers;
