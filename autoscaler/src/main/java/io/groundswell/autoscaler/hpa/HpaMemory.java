package io.groundswell.autoscaler.hpa;

import java.util.ArrayList;
import java.util.List;

/**
 * What the controller remembers of one HPA. It lives in the controller's memory alone: it is lost
 * with the HPA or with the controller.
 *
 * @param begun whether there was a sync; the first one takes the current replicas for a
 *     recommendation
 * @param recommendations earlier ones, in the order of their slots
 * @param ups changes upwards, in the order of their slots
 * @param downs changes downwards, in the order of their slots
 * @param scaledToZero whether the HPA itself took the last replica away
 */
public record HpaMemory(
    boolean begun,
    List<Recommendation> recommendations,
    List<ScaleEvent> ups,
    List<ScaleEvent> downs,
    boolean scaledToZero) {

  /** The memory of a new HPA. */
  public static final HpaMemory EMPTY =
      new HpaMemory(false, List.of(), List.of(), List.of(), false);

  public HpaMemory {
    recommendations = List.copyOf(recommendations);
    ups = List.copyOf(ups);
    downs = List.copyOf(downs);
  }

  HpaMemory withRecommendations(List<Recommendation> changed) {
    return new HpaMemory(true, changed, ups, downs, scaledToZero);
  }

  HpaMemory withUps(List<ScaleEvent> changed) {
    return new HpaMemory(begun, recommendations, changed, downs, scaledToZero);
  }

  HpaMemory withDowns(List<ScaleEvent> changed) {
    return new HpaMemory(begun, recommendations, ups, changed, scaledToZero);
  }

  HpaMemory withScaledToZero(boolean changed) {
    return new HpaMemory(begun, recommendations, ups, downs, changed);
  }

  /** A list with {@code element} in the given slot, or at its end if the slot is -1. */
  static <T> List<T> put(List<T> list, int slot, T element) {
    List<T> changed = new ArrayList<>(list);
    if (slot < 0) {
      changed.add(element);
    } else {
      changed.set(slot, element);
    }
    return changed;
  }
}
