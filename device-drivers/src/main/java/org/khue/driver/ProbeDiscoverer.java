package org.khue.driver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.khue.driver.Candidate.Certainty;

/// Finds devices by the driver's own probe at each endpoint: right for every wire whose probe only
/// asks, and whose connection is `host` and `port`.
public class ProbeDiscoverer implements Discoverer {
  /// A projector may take half a second for each of its names.
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final DriverFactory factory;
  private final int usualPort;

  /// @param usualPort what the driver takes where a connection names no port
  public ProbeDiscoverer(DriverFactory factory, int usualPort) {
    this.factory = factory;
    this.usualPort = usualPort;
  }

  @Override
  public List<Fault> scan(Scope scope, Consumer<Candidate> inbox) throws InterruptedException {
    Sweep.over(
        scope.endpoints(usualPort),
        scope,
        PATIENCE,
        (endpoint, deadline) -> ask(endpoint, scope, deadline, inbox));
    return List.of();
  }

  private void ask(Endpoint endpoint, Scope scope, Deadline deadline, Consumer<Candidate> inbox) {
    Map<String, Object> connection = Map.of("host", endpoint.host(), "port", endpoint.port());
    try (Driver driver = driver(factory, connection, scope.links(), scope.time())) {
      switch (driver.probe(deadline)) {
        case Outcome.Ok<Identity>(Identity identity) ->
            inbox.accept(
                candidate(
                    connection,
                    identity,
                    identity.equals(Identity.UNKNOWN) ? Certainty.UNNAMED : Certainty.IDENTIFIED));
        case Outcome.Failed<Identity>(Fault.Auth locked) ->
            inbox.accept(candidate(connection, Identity.UNKNOWN, Certainty.LOCKED));
        case Outcome.Failed<Identity> nobody -> {}
      }
    }
  }

  private Candidate candidate(
      Map<String, Object> connection, Identity identity, Certainty certainty) {
    return new Candidate(
        factory.id(),
        connection,
        identity,
        identity.model(),
        Set.of(),
        certainty,
        "tcp://" + connection.get("host") + ":" + connection.get("port"));
  }

  /// A driver of something that is no device of the room: it has no points, so it only probes.
  public static Driver driver(
      DriverFactory factory, Map<String, Object> connection, Links links, TimeSource time) {
    Profile blank =
        new Profile("candidate", factory.id(), "other", Map.of(), List.of(), List.of(), null);
    return factory.create(new DeviceConfig("candidate", connection, "scan"), blank, links, time);
  }

  @Override
  public Place place(Map<String, Object> connection) {
    String endpoint = endpoint(connection).toString();
    return new Place(endpoint, endpoint);
  }

  /// Where a connection block leads.
  protected final Endpoint endpoint(Map<String, Object> connection) {
    Block block = new Block(connection);
    return new Endpoint(block.text("host"), block.integer("port", 1, 65_535, usualPort));
  }
}
