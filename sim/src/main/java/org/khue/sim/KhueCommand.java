package org.khue.sim;

import org.khue.sim.bench.DrainBench;
import org.khue.sim.bench.GatewayBench;
import org.khue.sim.bench.IngestBench;
import org.khue.sim.bench.QueryBench;
import org.khue.sim.chaos.DeliveriesCommand;
import org.khue.sim.chaos.KillCommand;
import org.khue.sim.chaos.NetworkCommand;
import org.khue.sim.demo.DemoCommand;
import org.khue.sim.doctor.DoctorCommand;
import org.khue.sim.orders.CommandBench;
import org.khue.sim.orders.CommandChaos;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// What `./khue demo | sim | bench | chaos | doctor` runs.
@Command(
    name = "khue",
    mixinStandardHelpOptions = true,
    subcommands = {
      DemoCommand.class,
      SimCommand.class,
      KhueCommand.Bench.class,
      KhueCommand.Chaos.class,
      DoctorCommand.class
    })
public final class KhueCommand {

  @Command(
      name = "bench",
      mixinStandardHelpOptions = true,
      description = "Measures; the last line on standard output is the result as JSON.",
      subcommands = {
        IngestBench.class,
        QueryBench.class,
        GatewayBench.class,
        DrainBench.class,
        CommandBench.class
      })
  static final class Bench {}

  @Command(
      name = "chaos",
      mixinStandardHelpOptions = true,
      description =
          "Breaks things and counts; the last line on standard output is the result as JSON.",
      subcommands = {
        KillCommand.class,
        DeliveriesCommand.class,
        NetworkCommand.class,
        CommandChaos.class
      })
  static final class Chaos {}

  private KhueCommand() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new KhueCommand()).execute(args));
  }
}
