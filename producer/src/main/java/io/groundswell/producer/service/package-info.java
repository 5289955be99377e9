/**
 * The producer as a service: the same runs, asked for over HTTP, and a rate that can be changed.
 */
package io.groundswell.producer.service;
