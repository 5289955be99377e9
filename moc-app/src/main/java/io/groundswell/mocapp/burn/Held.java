package io.groundswell.mocapp.burn;

import java.time.Duration;

/**
 * Memory that was held for a while, as measured.
 *
 * @param duration for how long
 * @param numbers how many 8-byte numbers were written into it
 * @param bytes by how much it made the process grow
 */
public record Held(Duration duration, long numbers, long bytes) {}
