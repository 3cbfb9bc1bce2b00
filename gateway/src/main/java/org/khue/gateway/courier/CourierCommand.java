package org.khue.gateway.courier;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.khue.contract.ClockState;
import org.khue.contract.Stream;
import org.khue.contract.courier.CourierException;
import org.khue.driver.TimeSource;
import org.khue.gateway.clock.BootCounter;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.identity.CourierIdentity;
import org.khue.gateway.identity.TrustedTime;
import org.khue.gateway.journal.Journal;
import org.khue.gateway.journal.JournalInUseException;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;

/// `gateway courier export` and `gateway courier receipt`, on a gateway that does not run.
public final class CourierCommand {
  public static final String USAGE =
      "Usage: gateway courier export --config FILE --to DIRECTORY\n"
          + "       gateway courier receipt --config FILE --file RECEIPT\n"
          + "Stop the gateway before (systemctl stop khue-gateway) and start it again after.";

  private CourierCommand() {}

  /// @param data the gateway's directory
  /// @param what `export` or `receipt`
  /// @param path the directory to write to, or the receipt
  /// @return whether it was done; messages say what to do if not
  public static boolean run(
      String what,
      Path data,
      Path path,
      TimeSource time,
      TrustedTime trusted,
      PrintStream out,
      PrintStream err) {
    try {
      CourierIdentity identity = CourierIdentity.load(data, trusted);
      // Nothing is stamped with this clock but gaps of damaged records.
      GatewayClock clock = new GatewayClock(time, BootCounter.next(data), ClockState.HOLDOVER);
      try (Journal journal =
          Journals.open(data.resolve("journal"), JournalSettings.DEFAULTS, clock)) {
        if (what.equals("export")) {
          export(new CourierExport(journal, identity, clock).to(path), journal, out);
        } else {
          out.print(CourierReturn.take(path, journal, identity));
        }
      }
      return true;
    } catch (JournalInUseException e) {
      err.println("The gateway is running. " + USAGE.lines().reduce((a, b) -> b).orElse(""));
    } catch (CourierException e) {
      err.println("Refused: " + e.getMessage());
    } catch (IOException e) {
      err.println("Not done: " + e.getMessage());
    }
    return false;
  }

  private static void export(List<Path> packages, Journal journal, PrintStream out) {
    long waiting =
        journal.depth(Stream.EVENTS).waiting() + journal.depth(Stream.TELEMETRY).waiting();
    packages.forEach(out::println);
    out.println(
        packages.isEmpty()
            ? "Nothing waits for the cloud."
            : waiting
                + " entries in "
                + packages.size()
                + " packages. They stay on this gateway until the receipt comes back.");
  }
}
