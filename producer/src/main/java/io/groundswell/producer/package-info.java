/**
 * The producer: places orders at once, at a rate, from a file or along a trace, and counts those
 * that the broker has confirmed. It never knows who works on them.
 */
package io.groundswell.producer;
