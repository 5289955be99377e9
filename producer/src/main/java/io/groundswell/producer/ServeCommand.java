package io.groundswell.producer;

import io.quarkus.runtime.Quarkus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Places orders as HTTP requests ask for them, until SIGTERM. */
@Command(
    name = "serve",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = {
      "Places orders as HTTP requests ask for them, until SIGTERM.",
      "",
      "  POST /orders   places so many orders",
      "  PUT /rate      places orders at a rate from now on; 0 stops that",
      "  GET /status    what has been placed",
      "",
      "The whole interface: /q/openapi. Health: /q/health. Metrics: /q/metrics.",
      ""
    },
    synopsisHeading = "Usage: ",
    footer = {
      "",
      "Examples:",
      "  producer serve --port 8080",
      "  curl -X POST -H 'Content-Type: application/json' -d '{\"count\":200}' localhost:8080/orders",
      "  curl -X PUT -H 'Content-Type: application/json' -d '{\"rate\":\"50/s\"}' localhost:8080/rate"
    })
final class ServeCommand implements Callable<Integer> {

  private static final int MOST_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = {
        "Where to listen, 0 for any free port. Default: $QUARKUS_HTTP_PORT, or 8080.",
        "Listens on this machine only, unless $QUARKUS_HTTP_HOST says otherwise."
      })
  private String port;

  @Mixin private BrokerOptions broker;

  @Override
  public Integer call() {
    if (!spec.commandLine().getParent().getParseResult().matchedOptions().isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Options of serve come after it");
    }
    try {
      // Here it is one line and the right status; once Quarkus runs it would be neither.
      broker.open().close();
      System.setProperty("producer.queue", broker.queue());
      System.setProperty("producer.patience", broker.patience().toString());
      if (port != null) {
        System.setProperty(
            "quarkus.http.port", Long.toString(Values.whole("--port", port, 0, MOST_PORT)));
      }
    } catch (InvalidSettingException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return spec.exitCodeOnInvalidInput();
    }
    Quarkus.run();
    return spec.exitCodeOnSuccess();
  }
}
