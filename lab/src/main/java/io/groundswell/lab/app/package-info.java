/** What an application's build made: what to start, and the manifest that says how. */
package io.groundswell.lab.app;
