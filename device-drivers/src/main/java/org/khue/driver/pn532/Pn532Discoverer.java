package org.khue.driver.pn532;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.khue.driver.Block;
import org.khue.driver.Candidate;
import org.khue.driver.Candidate.Certainty;
import org.khue.driver.Discoverer;
import org.khue.driver.Driver;
import org.khue.driver.DriverFactory;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.khue.driver.Outcome;
import org.khue.driver.ProbeDiscoverer;
import org.khue.driver.Scope;

/// Asks the chip at each listed line for its firmware version, one line after the other. Only
/// listed lines are opened: opening one resets some boards, and another device may make something
/// of the bytes.
final class Pn532Discoverer implements Discoverer {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final DriverFactory factory;

  Pn532Discoverer(DriverFactory factory) {
    this.factory = factory;
  }

  @Override
  public List<Fault> scan(Scope scope, Consumer<Candidate> inbox) throws InterruptedException {
    List<Fault> faults = new ArrayList<>();
    for (String path : scope.freeSerial()) {
      if (!scope.pace().await(scope.deadline())) {
        break;
      }
      ask(path, scope, faults, inbox);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return faults;
  }

  private void ask(String path, Scope scope, List<Fault> faults, Consumer<Candidate> inbox) {
    Map<String, Object> connection = Map.of("path", path);
    try (Driver driver = ProbeDiscoverer.driver(factory, connection, scope.links(), scope.time())) {
      switch (driver.probe(scope.deadline().within(PATIENCE))) {
        case Outcome.Ok<Identity>(Identity identity) ->
            inbox.accept(
                new Candidate(
                    factory.id(),
                    connection,
                    identity,
                    identity.model(),
                    Set.of(),
                    Certainty.IDENTIFIED,
                    path));
        case Outcome.Failed<Identity>(Fault.Busy held) -> faults.add(held);
        case Outcome.Failed<Identity>(Fault.Gone closed) -> faults.add(closed);
        case Outcome.Failed<Identity> another -> {}
      }
    }
  }

  @Override
  public Place place(Map<String, Object> connection) {
    String path = new Block(connection).text("path");
    return new Place(path, path);
  }
}
