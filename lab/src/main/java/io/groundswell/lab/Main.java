package io.groundswell.lab;

import io.groundswell.lab.compare.CompareCommand;
import io.groundswell.lab.simulate.ExplainCommand;
import io.groundswell.lab.simulate.SimulateCommand;
import io.groundswell.lab.simulate.TuneCommand;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * The lab's command line. {@code lab} alone, or with options, is {@code lab run}.
 *
 * <p>Exit status: 0 all is well, 1 something was lost or left undone, 2 the lab was used wrongly or
 * can't run here.
 */
@Command(
    name = "lab",
    description = "Event-driven services that rise from zero, on this machine.",
    mixinStandardHelpOptions = true,
    version = "Groundswell lab",
    subcommands = {
      RunCommand.class,
      WatchCommand.class,
      SimulateCommand.class,
      TuneCommand.class,
      ExplainCommand.class,
      CompareCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "'lab' alone is 'lab run': 200 orders at once, five times as fast as on a cluster.",
      "'lab help run' tells what else it can do; 'lab simulate' needs no time at all."
    })
public final class Main {

  static final int OK = 0;
  static final int LOST = 1;
  static final int USAGE = 2;

  /** As wide as the texts are written. */
  private static final int HELP_WIDTH = 100;

  /**
   * A broker or a replica that is away for a while is told of by the run, not by its clients. Held,
   * since unheld loggers forget levels.
   */
  private static final List<Logger> CLIENTS =
      List.of(
          Logger.getLogger("org.apache.kafka"),
          Logger.getLogger("software.amazon.awssdk"),
          Logger.getLogger("io.vertx"));

  private Main() {}

  /** Runs a command and exits with its status. */
  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  static int execute(String... arguments) {
    CLIENTS.forEach(logger -> logger.setLevel(Level.OFF));
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpWidth(HELP_WIDTH);
    commandLine.setParameterExceptionHandler(Main::misused);
    commandLine.setExecutionExceptionHandler(Main::explain);
    return commandLine.execute(withDefaultCommand(commandLine, arguments));
  }

  /** Says what is wrong, without all the options that would push it out of sight. */
  private static int misused(CommandLine.ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("lab: " + e.getMessage().lines().findFirst().orElse(""));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("'" + command.getCommandSpec().qualifiedName() + " --help' tells what there is");
    err.flush();
    return USAGE;
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult result)
      throws Exception {
    if (e instanceof LabException) {
      PrintWriter err = command.getErr();
      err.println("lab: " + e.getMessage());
      err.flush();
      return USAGE;
    }
    throw e;
  }

  private static String[] withDefaultCommand(CommandLine commandLine, String[] arguments) {
    boolean ownOption =
        arguments.length > 0 && List.of("-h", "--help", "-V", "--version").contains(arguments[0]);
    boolean named = arguments.length > 0 && commandLine.getSubcommands().containsKey(arguments[0]);
    if (ownOption || named || (arguments.length > 0 && !arguments[0].startsWith("-"))) {
      return arguments;
    }
    List<String> all = new ArrayList<>(List.of("run"));
    all.addAll(List.of(arguments));
    return all.toArray(String[]::new);
  }
}
