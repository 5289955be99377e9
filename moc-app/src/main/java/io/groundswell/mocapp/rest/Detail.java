package io.groundswell.mocapp.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The body of an answer that is an error.
 *
 * @param detail a sentence, or for status 422 a list of {@link io.groundswell.mocapp.input.Invalid}
 */
@RegisterForReflection
record Detail(Object detail) {}
