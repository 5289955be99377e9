package io.groundswell.lab.run;

import io.groundswell.autoscaler.Autoscaler;
import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.autoscaler.ManifestException;
import io.groundswell.autoscaler.Manifests;
import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.TriggerMetric;
import io.groundswell.autoscaler.keda.Validation;
import io.groundswell.lab.LabException;
import io.groundswell.lab.app.Manifest;
import io.groundswell.lab.app.Workload;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A Deployment and the ScaledObject that names it, as a manifest has them.
 *
 * @param scaledObject how it is scaled
 * @param workload the Deployment
 * @param warnings of the manifest, one sentence each
 */
public record ScaledWorkload(ScaledObject scaledObject, Workload workload, List<String> warnings) {

  /**
   * Reads a manifest with one ScaledObject.
   *
   * @throws LabException if it can't be understood
   */
  public static ScaledWorkload read(Path file) {
    Manifest manifest = Manifest.read(file);
    Manifests scaling;
    try {
      scaling = Manifests.read(manifest.text(), file.toString());
    } catch (ManifestException e) {
      throw new LabException("manifest " + file + ": " + e.getMessage(), e);
    }
    if (scaling.scaledObjects().size() != 1) {
      throw new LabException(
          "manifest "
              + file
              + " has "
              + scaling.scaledObjects().size()
              + " ScaledObjects, the lab runs one: does the application have the extension"
              + " groundswell-keda and an incoming channel?");
    }
    ScaledObject scaledObject = scaling.scaledObjects().getFirst();
    return new ScaledWorkload(
        scaledObject, manifest.workload(scaledObject.target().name()), scaling.warnings());
  }

  /**
   * The same with another least number of replicas, if one is given.
   *
   * @throws LabException if KEDA would refuse that
   */
  public ScaledWorkload withMinReplicas(OptionalInt replicas) {
    if (replicas.isEmpty()) {
      return this;
    }
    ScaledObject changed = scaledObject.toBuilder().minReplicaCount(replicas.getAsInt()).build();
    try {
      Validation.check(changed);
    } catch (ManifestException e) {
      throw new LabException(
          "--min-replicas " + replicas.getAsInt() + ": KEDA refuses that: " + e.getMessage(), e);
    }
    List<String> all = new ArrayList<>(warnings);
    all.removeAll(Validation.warnings(scaledObject));
    all.addAll(Validation.warnings(changed));
    return new ScaledWorkload(changed, workload, all);
  }

  /** Whether no trigger reads a broker: it is scaled on what requests do. */
  public boolean takesRequests() {
    return scaledObject.triggers().stream()
        .allMatch(trigger -> trigger.isResource() || trigger.type().equals("prometheus"));
  }

  /** Replicas while there is nothing to do. */
  public int restingReplicas() {
    return scaledObject.idleOrMinReplicas();
  }

  /**
   * The autoscaler of this ScaledObject, as if it had just been made.
   *
   * @param metrics what its triggers announce
   */
  public Autoscaler autoscaler(List<TriggerMetric> metrics, Instant createdAt) {
    try {
      return new Autoscaler(scaledObject, metrics, createdAt, HpaSettings.defaults());
    } catch (ManifestException e) {
      throw new LabException("ScaledObject " + scaledObject.name() + ": " + e.getMessage(), e);
    }
  }
}
