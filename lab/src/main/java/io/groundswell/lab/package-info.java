/**
 * The laptop runtime: runs real processes as replicas of a Deployment, scaled by the ScaledObject
 * that the application's build made, and tells what happened.
 */
package io.groundswell.lab;
