package org.khue.driver.coap;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.Response;
import org.khue.driver.Candidate;
import org.khue.driver.Candidate.Certainty;
import org.khue.driver.Deadline;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Discoverer;
import org.khue.driver.Endpoint;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.khue.driver.LinkException;
import org.khue.driver.Outcome;
import org.khue.driver.Scope;
import org.khue.driver.Sweep;
import org.khue.driver.link.HostLookup;

/// Asks each endpoint for `/.well-known/core` (RFC 6690) and reads the resource that bears SenML
/// once, since its base name is the device's number (RFC 9039). The multicast search of RFC 7252,
/// section 8, is not used: it asks whoever hears it, and does not cross a VLAN.
final class CoapDiscoverer implements Discoverer {
  private static final int PORT = 5683;
  private static final Duration PATIENCE = Duration.ofMillis(2_500);

  private final CoapNodes nodes;

  CoapDiscoverer(CoapNodes nodes) {
    this.nodes = nodes;
  }

  @Override
  public List<Fault> scan(Scope scope, Consumer<Candidate> inbox) throws InterruptedException {
    List<Endpoint> endpoints = scope.endpoints(PORT);
    if (endpoints.isEmpty()) {
      return List.of();
    }
    CoapNodes.Socket socket;
    try {
      socket = nodes.take();
    } catch (IOException e) {
      return List.of(new Fault.Gone("Cannot open a UDP socket: " + e.getMessage()));
    }
    try {
      Sweep.over(endpoints, scope, PATIENCE, (endpoint, by) -> ask(socket, endpoint, by, inbox));
      return List.of();
    } finally {
      nodes.giveBack();
    }
  }

  private static void ask(
      CoapNodes.Socket socket, Endpoint endpoint, Deadline deadline, Consumer<Candidate> inbox) {
    String target = "coap://" + endpoint;
    try (Node node =
        new Node(
            socket, HostLookup.resolve(endpoint.host(), endpoint.port(), deadline), target, -1)) {
      if (node.ask("/.well-known/core", deadline) instanceof Outcome.Ok<Response>(Response core)
          && core.isSuccess()
          && core.getPayload() != null) {
        inbox.accept(candidate(node, endpoint, core.getPayload(), deadline));
      }
    } catch (LinkException e) {
      // Nobody there, which is what most addresses say.
    }
  }

  private static Candidate candidate(Node node, Endpoint endpoint, byte[] core, Deadline deadline) {
    Set<String> offers = new HashSet<>(LinkList.types(core));
    String path = LinkList.senml(core);
    String model = path.isEmpty() ? "" : LinkList.model(core, path);
    String serial = "";
    if (!path.isEmpty()
        && node.ask(path, deadline) instanceof Outcome.Ok<Response>(Response answer)
        && Answers.pack(answer, node.where(path))
            instanceof Outcome.Ok<SenmlPack>(SenmlPack pack)) {
      serial = CoapSenmlDriver.serial(pack.baseName());
      pack.records().forEach(record -> offers.add(record.local()));
    }
    Identity identity = new Identity("", model, serial, "");
    Map<String, Object> connection =
        path.isEmpty()
            ? Map.of("host", endpoint.host(), "port", endpoint.port())
            : Map.of("host", endpoint.host(), "port", endpoint.port(), "path", path);
    return new Candidate(
        "coap-senml",
        connection,
        identity,
        model,
        offers,
        identity.equals(Identity.UNKNOWN) ? Certainty.UNNAMED : Certainty.IDENTIFIED,
        "coap://" + endpoint);
  }

  @Override
  public Place place(Map<String, Object> connection) {
    CoapSettings settings = CoapSettings.of(new DeviceConfig("candidate", connection, "scan"));
    String endpoint = new Endpoint(settings.host(), settings.port()).toString();
    return new Place(endpoint, endpoint);
  }
}
