package io.groundswell.producer;

import io.groundswell.messages.Order;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine;

/**
 * The command line. Placing orders needs no server, so Quarkus is started by {@code serve} alone:
 * everything else begins a second earlier without it.
 */
@QuarkusMain
@RegisterForReflection(targets = Order.class)
public final class Main {

  private Main() {}

  /** Runs the command and ends the process with its status. */
  public static void main(String... arguments) {
    int status = commandLine().execute(arguments);
    // To end by returning is quicker: exit wakes the logging first.
    if (status != 0) {
      System.exit(status);
    }
  }

  /** The command line, with errors of one line. */
  static CommandLine commandLine() {
    return new CommandLine(new PlaceCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setParameterExceptionHandler(
            (failure, arguments) -> {
              CommandLine command = failure.getCommandLine();
              command.getErr().println(failure.getMessage().lines().findFirst().orElse(""));
              command
                  .getErr()
                  .println("See " + command.getCommandSpec().qualifiedName() + " --help");
              return command.getCommandSpec().exitCodeOnInvalidInput();
            });
  }
}
