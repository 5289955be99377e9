package io.groundswell.lab.watch;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;

/** Hears of every version of what is watched. Must not block. */
interface Sights {

  void scaledObject(GenericKubernetesResource version);

  void hpa(HorizontalPodAutoscaler version);

  void deployment(Deployment version);

  void pod(Pod version);

  void podGone(Pod last);

  void event(Event event);
}
