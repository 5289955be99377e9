package io.groundswell.lab.simulate;

/** Manifests that tests start from. */
final class Yaml {

  private Yaml() {}

  /** A ScaledObject with the given triggers, each on lines of its own, without indent. */
  static String scaledObject(String name, String... triggers) {
    return """
        apiVersion: keda.sh/v1alpha1
        kind: ScaledObject
        metadata:
          name: %s
        spec:
          scaleTargetRef:
            name: %s
          pollingInterval: 5
          cooldownPeriod: 20
          maxReplicaCount: 5
          triggers:
        %s
        """
        .formatted(name, name, String.join("\n", triggers).indent(4).stripTrailing());
  }

  /** A RabbitMQ trigger by 10 orders a replica. */
  static String rabbitMq(String protocol) {
    return """
        - type: rabbitmq
          metadata:
            queueName: orders
            protocol: %s
            mode: QueueLength
            value: "10"
          authenticationRef:
            name: rabbitmq
        """
        .formatted(protocol);
  }

  static String cpu() {
    return """
        - type: cpu
          metricType: Utilization
          metadata:
            value: "50"
        """;
  }

  static String prometheus() {
    return """
        - type: prometheus
          metadata:
            serverAddress: http://prometheus:9090
            query: up
            threshold: "5"
        """;
  }

  /** A ScaledJob by a RabbitMQ trigger. */
  static String scaledJob() {
    return """
        apiVersion: keda.sh/v1alpha1
        kind: ScaledJob
        metadata:
          name: j
        spec:
          jobTargetRef:
            template: {}
          triggers:
        %s
        """
        .formatted(rabbitMq("http").indent(4).stripTrailing());
  }
}
