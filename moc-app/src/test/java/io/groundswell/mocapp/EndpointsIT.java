package io.groundswell.mocapp;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same of the application as it was built, jar or native. */
@QuarkusIntegrationTest
class EndpointsIT extends EndpointsTest {}
