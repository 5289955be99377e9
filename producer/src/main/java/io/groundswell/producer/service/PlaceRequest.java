package io.groundswell.producer.service;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Asks for a run.
 *
 * @param count how many orders
 * @param concurrency how many may be unconfirmed at once
 * @param rate at which they are placed; all at once where there is neither rate nor period
 * @param period between two orders
 * @param payload of all of them
 * @param payloadSize bytes of a made-up payload
 * @param run the run's name
 */
record PlaceRequest(
    @Schema(required = true, minimum = "1", maximum = "1000000", examples = "200") Long count,
    @Schema(minimum = "1", maximum = "10000", defaultValue = "100") Long concurrency,
    @Schema(examples = "50/s") String rate,
    @Schema(examples = "100ms") String period,
    String payload,
    @Schema(minimum = "0", maximum = "1000000") Long payloadSize,
    String run) {}
