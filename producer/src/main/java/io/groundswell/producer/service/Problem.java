package io.groundswell.producer.service;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What is wrong with a request, as RFC 9457 writes it.
 *
 * @param title of the kind of problem
 * @param status of the answer
 * @param detail one line on this one
 */
@RegisterForReflection
record Problem(String title, int status, String detail) {}
