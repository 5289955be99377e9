package io.groundswell.lab.app;

import java.time.Duration;

/**
 * An HTTP probe as a container states it.
 *
 * @param path path and query
 * @param port the container's port; which port of this machine stands for it is the process' matter
 * @param initialDelay wait before the first attempt, from the start of the process
 * @param period from one attempt to the next
 * @param timeout an attempt that takes longer has failed
 * @param successThreshold attempts in a row that must succeed
 * @param failureThreshold attempts in a row that must fail
 */
public record Probe(
    String path,
    int port,
    Duration initialDelay,
    Duration period,
    Duration timeout,
    int successThreshold,
    int failureThreshold) {}
