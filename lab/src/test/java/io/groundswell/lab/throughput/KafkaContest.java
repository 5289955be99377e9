package io.groundswell.lab.throughput;

import io.groundswell.brokers.BrokerKind;
import io.groundswell.brokers.BrokerProcess;
import io.groundswell.brokers.EmbeddedSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Kafka's ProducerPerformance and ConsumerPerformance. */
final class KafkaContest extends Contest {

  KafkaContest(Load load, Path folder, Path home) {
    super(
        new BrokerProcess(EmbeddedSettings.in(folder.resolve("broker"), BrokerKind.KAFKA)),
        load,
        folder,
        home);
  }

  @Override
  String tool() {
    return "kafka-*-perf-test";
  }

  @Override
  double toolPlaces() throws Exception {
    String output =
        tool(
            "ProducerPerformance",
            List.of(
                "--topic",
                QUEUE,
                "--num-records",
                "" + load.orders(),
                "--record-size",
                "" + load.messageBytes(),
                "--throughput",
                "-1",
                "--producer-props",
                "acks=all",
                "bootstrap.servers=" + servers()));
    return Tool.last(output, "([0-9.]+) records/sec");
  }

  @Override
  double toolTakes() throws Exception {
    String output =
        tool(
            "ConsumerPerformance",
            List.of(
                "--bootstrap-server",
                servers(),
                "--topic",
                QUEUE,
                "--messages",
                "" + load.orders(),
                "--group",
                "tool-" + UUID.randomUUID(),
                "--hide-header"));
    // Its last column: messages a second once the group was joined.
    return Tool.last(output, "(?m), ([0-9.]+)\\s*$");
  }

  private String tool(String name, List<String> arguments) throws Exception {
    return Tool.run(
        folder.resolve("tool.log"), "org.apache.kafka.tools." + name, arguments, Map.of());
  }

  private String servers() {
    return broker.address().getAuthority();
  }
}
