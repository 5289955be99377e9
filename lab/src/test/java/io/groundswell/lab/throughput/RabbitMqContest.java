package io.groundswell.lab.throughput;

import io.groundswell.brokers.RabbitMqServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** RabbitMQ's PerfTest. */
final class RabbitMqContest extends Contest {

  RabbitMqContest(Path executable, Load load, Path folder, Path home) {
    super(new RabbitMqServer(executable, folder.resolve("broker")), load, folder, home);
  }

  @Override
  String tool() {
    return "PerfTest";
  }

  @Override
  double toolPlaces() throws Exception {
    String output =
        perfTest(
            List.of(
                "--producers", "1",
                "--consumers", "0",
                "--pmessages", "" + load.orders(),
                "--confirm", "" + load.unconfirmed(),
                "--size", "" + load.messageBytes(),
                "--flag", "persistent",
                "--flag", "mandatory"));
    return Tool.last(output, "sending rate avg: (\\d+) msg/s");
  }

  @Override
  double toolTakes() throws Exception {
    String output =
        perfTest(
            List.of(
                "--producers",
                "0",
                "--consumers",
                "1",
                "--cmessages",
                "" + load.orders(),
                "--qos",
                "" + load.prefetch()));
    return Tool.last(output, "receiving rate avg: (\\d+) msg/s");
  }

  /** The address goes by the environment, where no process list shows its password. */
  private String perfTest(List<String> arguments) throws Exception {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(
        List.of("--predeclared", "--queue", QUEUE, "--exchange", "", "--routing-key", QUEUE));
    return Tool.run(
        folder.resolve("tool.log"),
        "com.rabbitmq.perf.PerfTest",
        all,
        Map.of("URI", broker.address().toString()));
  }
}
