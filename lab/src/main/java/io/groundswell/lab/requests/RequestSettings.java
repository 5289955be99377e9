package io.groundswell.lab.requests;

import io.groundswell.lab.app.Application;
import io.groundswell.lab.http.WaitingLimits;
import io.groundswell.lab.process.StartMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a run is to do.
 *
 * @param name also that of its folder
 * @param folder where its timeline, summary and logs go
 * @param application whose replicas are scaled
 * @param manifest the application's
 * @param producer sends the requests
 * @param load the producer's arguments, but for the address; empty where requests come from others
 * @param environment set in every replica, over what the manifest says
 * @param startMode of the replicas: native or jvm
 * @param speed how many times faster the autoscaler's periods run; above 0
 * @param minReplicas in place of the manifest's
 * @param port where requests are taken; 0 for a free one
 * @param limits of the requests that wait for a replica
 * @param prometheus the executable; empty to scrape the replicas without it
 * @param seed of all randomness
 * @param timeout after which the run is ended
 */
public record RequestSettings(
    String name,
    Path folder,
    Application application,
    Path manifest,
    Application producer,
    List<String> load,
    Map<String, String> environment,
    StartMode startMode,
    double speed,
    OptionalInt minReplicas,
    int port,
    WaitingLimits limits,
    Optional<Path> prometheus,
    long seed,
    Duration timeout) {

  public RequestSettings {
    load = List.copyOf(load);
    environment = Map.copyOf(environment);
  }
}
