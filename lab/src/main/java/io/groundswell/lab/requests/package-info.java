/** One run of the lab under requests: replicas behind one address, scaled on what comes in. */
package io.groundswell.lab.requests;
