package io.groundswell.lab.watch;

/**
 * Where is watched.
 *
 * @param context of the kubeconfig
 * @param address of the API server
 * @param namespace in the cluster
 */
record Place(String context, String address, String namespace) {}
