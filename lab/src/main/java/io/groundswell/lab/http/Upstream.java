package io.groundswell.lab.http;

/**
 * A replica that takes requests.
 *
 * @param name the replica's
 * @param port of this machine
 */
public record Upstream(String name, int port) {}
