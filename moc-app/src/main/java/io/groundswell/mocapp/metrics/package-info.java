/** What is counted of requests, under the names that dashboards know. */
package io.groundswell.mocapp.metrics;
