/**
 * The HTTP reference application: what a lab puts under load. It burns CPU and holds memory, fails
 * on demand, talks to SQS, calls others, and shows its metrics. Its answers are those of the
 * FastAPI applications before it, so that their clients, scripts and dashboards go on working.
 *
 * <p>Here are the settings and the start; {@link io.groundswell.mocapp.rest} holds the endpoints.
 */
package io.groundswell.mocapp;
