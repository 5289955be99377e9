package io.groundswell.triggers;

import static io.groundswell.triggers.Config.Place.METADATA;

/**
 * Settings of a {@code cpu} or {@code memory} trigger. The HPA reads these itself, so there is
 * nothing to measure here.
 *
 * @param value percent of the request, or a quantity, depending on the trigger's metric type
 * @param container the container that counts, "" for all
 */
record ResourceSettings(String value, String container) {

  static ResourceSettings parse(TriggerSpec spec) throws TriggerException {
    Config config = new Config(spec);
    if (!config.text("type", METADATA).isEmpty()) {
      config.problem("parameter \"type\" is deprecated: use the trigger's metricType instead");
    }
    ResourceSettings settings =
        new ResourceSettings(
            config.required("value", METADATA), config.text("containerName", METADATA));
    config.check();
    return settings;
  }
}
