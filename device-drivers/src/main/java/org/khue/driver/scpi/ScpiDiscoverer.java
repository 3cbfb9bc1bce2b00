package org.khue.driver.scpi;

import java.time.Duration;
import java.util.Map;
import org.khue.driver.Candidate;
import org.khue.driver.CommandCall;
import org.khue.driver.CommandSpec;
import org.khue.driver.Deadline;
import org.khue.driver.Driver;
import org.khue.driver.DriverFactory;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.khue.driver.Links;
import org.khue.driver.Outcome;
import org.khue.driver.ProbeDiscoverer;
import org.khue.driver.Receipt;

/// Finds instruments by `*IDN?`; one that has a beeper can be heard.
final class ScpiDiscoverer extends ProbeDiscoverer {
  /// SCPI-99 volume 2, section 21.1.
  private static final CommandSpec BEEP =
      new CommandSpec(
          "beep", Map.of(), Map.of("write", "SYSTem:BEEPer:IMMediate"), Duration.ofSeconds(2));

  private final DriverFactory factory;

  ScpiDiscoverer(DriverFactory factory, int usualPort) {
    super(factory, usualPort);
    this.factory = factory;
  }

  @Override
  public Outcome<Receipt> show(Candidate candidate, Links links, Deadline deadline) {
    try (Driver driver = driver(factory, candidate.connection(), links, deadline.time())) {
      return switch (driver.probe(deadline)) {
        case Outcome.Failed<Identity>(Fault fault) -> Outcome.failed(fault);
        case Outcome.Ok<Identity>(Identity now) when !now.equals(candidate.identity()) ->
            Outcome.failed(new Fault.Gone("Another instrument answers there now: " + now.model()));
        case Outcome.Ok<Identity> same -> beep(driver, deadline);
      };
    }
  }

  private static Outcome<Receipt> beep(Driver driver, Deadline deadline) {
    Outcome<Receipt> outcome =
        driver.execute(new CommandCall(BEEP, Map.of()), deadline).toCompletableFuture().join();
    return outcome instanceof Outcome.Failed<Receipt>(Fault.Refused refused)
        ? Outcome.failed(new Fault.Refused("The instrument has no beeper"))
        : outcome;
  }
}
