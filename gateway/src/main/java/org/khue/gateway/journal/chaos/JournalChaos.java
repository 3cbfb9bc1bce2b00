package org.khue.gateway.journal.chaos;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import org.slf4j.LoggerFactory;

/// `./khue chaos journal-sim | journal-block | journal-diff | bitflip | diskfull | clock |
/// offline`: breaks the journal and counts. Progress goes to stderr, the result as one line of JSON
/// to stdout.
public final class JournalChaos {
  private JournalChaos() {}

  /// Exit code 1 if something is broken or a planted fault was not caught, 2 if the options are
  /// wrong or this machine lacks something.
  public static void main(String[] args) throws InterruptedException {
    System.exit(run(args, System.out, System.err));
  }

  static int run(String[] args, PrintStream out, PrintStream progress) throws InterruptedException {
    // The journal warns of each injected fault; here they are the purpose.
    if (LoggerFactory.getLogger("org.khue.gateway") instanceof Logger logger) {
      logger.setLevel(Level.OFF);
    }
    try {
      if (args.length == 0) {
        throw new IllegalArgumentException("which one?");
      }
      ChaosOptions options = ChaosOptions.of(Arrays.copyOfRange(args, 1, args.length));
      ChaosReport report = report(args[0], options, progress);
      out.println(report.json());
      return report.passed() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      progress.println("khue chaos: " + e.getMessage());
      progress.println(ChaosOptions.USAGE);
      return 2;
    } catch (IOException e) {
      progress.println("khue chaos " + args[0] + ": " + e.getMessage());
      return 2;
    }
  }

  private static ChaosReport report(String name, ChaosOptions options, PrintStream progress)
      throws IOException, InterruptedException {
    return switch (name) {
      case "journal-sim" -> JournalSim.run(options, progress);
      case "journal-block" -> BlockCommand.run(options, progress);
      case "journal-diff" -> DifferentialCommand.run(options, progress);
      case "bitflip" -> BitFlipCommand.run(options, progress);
      case "diskfull" -> DiskFullCommand.run(options, progress);
      case "offline" -> OfflineCommand.run(options, progress);
      case "clock" -> ClockCommand.run(options, progress);
      default -> throw new IllegalArgumentException("there is no chaos '" + name + "'");
    };
  }
}
