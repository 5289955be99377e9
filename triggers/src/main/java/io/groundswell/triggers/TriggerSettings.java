package io.groundswell.triggers;

/** What every external trigger's settings say to the HPA. */
public sealed interface TriggerSettings
    permits RabbitMqSettings, KafkaSettings, SqsSettings, PrometheusSettings {

  /** The external metric's name, as KEDA announces it to the HPA. */
  String metricName();

  /** The target of one replica, in the metric's unit. */
  double target();

  /** The trigger is active while its value is above this. */
  double activation();
}
