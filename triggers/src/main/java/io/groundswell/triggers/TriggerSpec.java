package io.groundswell.triggers;

import java.util.Map;

/**
 * A trigger of a ScaledObject with everything that its settings are looked up in.
 *
 * @param index the trigger's place in the ScaledObject, from 0
 * @param type KEDA's name of it, such as {@code rabbitmq}
 * @param metadata the trigger's {@code metadata}
 * @param auth parameters that its TriggerAuthentication resolves to; they may be secret
 * @param env the resolved environment of the scaled container, for {@code <key>FromEnv}
 * @param podIdentity provider of the TriggerAuthentication's {@code podIdentity}, "" for none
 */
public record TriggerSpec(
    int index,
    String type,
    Map<String, String> metadata,
    Map<String, String> auth,
    Map<String, String> env,
    String podIdentity) {

  /** Copies the maps. */
  public TriggerSpec {
    metadata = Map.copyOf(metadata);
    auth = Map.copyOf(auth);
    env = Map.copyOf(env);
    podIdentity = podIdentity == null || podIdentity.equals("none") ? "" : podIdentity;
  }

  /** Without a pod identity. */
  public TriggerSpec(
      int index,
      String type,
      Map<String, String> metadata,
      Map<String, String> auth,
      Map<String, String> env) {
    this(index, type, metadata, auth, env, "");
  }

  /** Leaves out values, some of which are secret. */
  @Override
  public String toString() {
    return "TriggerSpec[index=" + index + ", type=" + type + "]";
  }
}
