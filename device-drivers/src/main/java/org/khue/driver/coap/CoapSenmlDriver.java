package org.khue.driver.coap;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.californium.core.coap.Response;
import org.jspecify.annotations.Nullable;
import org.khue.driver.CommandCall;
import org.khue.driver.Deadline;
import org.khue.driver.Driver;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.khue.driver.LinkException;
import org.khue.driver.Outcome;
import org.khue.driver.Outlet;
import org.khue.driver.PointSpec;
import org.khue.driver.Profile;
import org.khue.driver.Receipt;
import org.khue.driver.Sample;
import org.khue.driver.Sink;
import org.khue.driver.TimeSource;
import org.khue.driver.link.HostLookup;

/// One CoAP node. Points without a poll period are observed from the probe on; the others are read.
final class CoapSenmlDriver implements Driver {
  private static final Duration CORE_PATIENCE = Duration.ofMillis(700);
  private static final Duration FAREWELL_PATIENCE = Duration.ofMillis(500);

  private final CoapSettings settings;
  private final CoapNodes nodes;
  private final TimeSource time;
  private final Outlet outlet = new Outlet();
  private final Map<String, List<CoapPoint>> observed = new LinkedHashMap<>();
  private final Object gate = new Object();
  private final Map<String, Observation> observations = new HashMap<>();
  private @Nullable Node node;
  private String baseName = "";

  CoapSenmlDriver(CoapSettings settings, Profile profile, CoapNodes nodes, TimeSource time) {
    this.settings = settings;
    this.nodes = nodes;
    this.time = time;
    for (PointSpec spec : profile.points()) {
      if (settings.observe() && spec.poll().isZero()) {
        CoapPoint point = CoapPoint.of(spec, settings.path());
        observed.computeIfAbsent(point.path(), path -> new ArrayList<>()).add(point);
      }
    }
  }

  @Override
  public Outcome<Identity> probe(Deadline deadline) {
    outlet.begin();
    return switch (reach(deadline)) {
      case Outcome.Failed<Node>(Fault fault) -> Outcome.failed(fault);
      case Outcome.Ok<Node>(Node reached) -> {
        Fault fault = observed.isEmpty() ? knock(reached, deadline) : observe(reached, deadline);
        yield fault == null ? Outcome.ok(identity(reached, deadline)) : Outcome.failed(fault);
      }
    };
  }

  private Outcome<Node> reach(Deadline deadline) {
    synchronized (gate) {
      if (node != null) {
        return Outcome.ok(node);
      }
    }
    try {
      return keep(HostLookup.resolve(settings.host(), settings.port(), deadline));
    } catch (LinkException e) {
      return Outcome.failed(e.fault());
    }
  }

  private Outcome<Node> keep(InetSocketAddress address) {
    synchronized (gate) {
      if (outlet.isClosed()) {
        return Outcome.failed(new Fault.Gone("The driver of " + settings.target() + " is closed"));
      }
      if (node == null) {
        try {
          node = new Node(nodes.take(), address, settings.target(), settings.accept());
        } catch (IOException e) {
          return Outcome.failed(new Fault.Gone("Cannot open a UDP socket: " + e.getMessage()));
        }
      }
      return Outcome.ok(node);
    }
  }

  /// Any answer, even a refusal, proves that the node is there. The resources themselves are not
  /// touched: some count how often they are read.
  private @Nullable Fault knock(Node reached, Deadline deadline) {
    return reached.ask("/.well-known/core", deadline)
            instanceof Outcome.Failed<Response>(Fault fault)
        ? fault
        : null;
  }

  /// Registers anew: an observation of an earlier probe may have died unnoticed.
  private @Nullable Fault observe(Node reached, Deadline deadline) {
    endObservations();
    for (Map.Entry<String, List<CoapPoint>> resource : observed.entrySet()) {
      String path = resource.getKey();
      Observation observation =
          new Observation(reached, path, response -> heard(reached, path, response), outlet::lost);
      synchronized (gate) {
        observations.put(path, observation);
      }
      switch (observation.begin(deadline)) {
        case Outcome.Failed<Response>(Fault fault) -> {
          return fault;
        }
        case Outcome.Ok<Response>(Response response) -> {
          if (Answers.pack(response, reached.where(path))
              instanceof Outcome.Failed<SenmlPack>(Fault fault)) {
            return fault;
          }
        }
      }
    }
    return null;
  }

  /// A notification, or the answer to a registration.
  private void heard(Node from, String path, Response response) {
    List<CoapPoint> points = observed.getOrDefault(path, List.of());
    switch (Answers.pack(response, from.where(path))) {
      case Outcome.Ok<SenmlPack>(SenmlPack pack) -> {
        synchronized (gate) {
          baseName = pack.baseName();
        }
        give(points, pack);
      }
      case Outcome.Failed<SenmlPack>(Fault.Protocol unreadable) ->
          points.forEach(point -> outlet.sample(point.bad(unreadable.code(), time)));
      case Outcome.Failed<SenmlPack>(Fault fault) -> outlet.lost(fault);
    }
  }

  /// All records of each point, in the order of the pack: a node may send several moments at once.
  private void give(List<CoapPoint> points, SenmlPack pack) {
    for (CoapPoint point : points) {
      for (SenmlRecord record : pack.records()) {
        if (record.isNamed(point.record())) {
          outlet.sample(point.sample(record, time));
        }
      }
    }
  }

  /// The serial number is the base name, if it is one of a device (RFC 9039): `urn:dev:mac:…`.
  private Identity identity(Node reached, Deadline deadline) {
    Duration left = deadline.remaining();
    Deadline soon = Deadline.after(left.compareTo(CORE_PATIENCE) < 0 ? left : CORE_PATIENCE, time);
    String model = "";
    if (reached.ask("/.well-known/core", soon) instanceof Outcome.Ok<Response>(Response core)
        && core.isSuccess()
        && core.getPayload() != null) {
      model = LinkList.model(core.getPayload(), settings.path());
    }
    synchronized (gate) {
      return new Identity("", model, serial(baseName), "");
    }
  }

  /// Empty if it is no device's.
  static String serial(String baseName) {
    return baseName.startsWith("urn:dev:") ? baseName.replaceAll("[_:/]+$", "") : "";
  }

  @Override
  public Map<String, Outcome<Sample>> read(List<PointSpec> points, Deadline deadline) {
    Map<String, Outcome<Sample>> outcomes = new HashMap<>();
    Map<String, List<CoapPoint>> byPath = new LinkedHashMap<>();
    for (PointSpec spec : points) {
      try {
        CoapPoint point = CoapPoint.of(spec, settings.path());
        byPath.computeIfAbsent(point.path(), path -> new ArrayList<>()).add(point);
      } catch (IllegalArgumentException e) {
        outcomes.put(spec.id(), Outcome.failed(new Fault.Range(spec.id() + ": " + e.getMessage())));
      }
    }
    byPath.forEach((path, all) -> outcomes.putAll(read(path, all, deadline)));
    return outcomes;
  }

  private Map<String, Outcome<Sample>> read(
      String path, List<CoapPoint> points, Deadline deadline) {
    Outcome<SenmlPack> pack =
        switch (reach(deadline)) {
          case Outcome.Failed<Node>(Fault fault) -> Outcome.failed(fault);
          case Outcome.Ok<Node>(Node reached) ->
              switch (reached.ask(path, deadline)) {
                case Outcome.Failed<Response>(Fault fault) -> Outcome.failed(fault);
                case Outcome.Ok<Response>(Response response) ->
                    Answers.pack(response, reached.where(path));
              };
        };
    Map<String, Outcome<Sample>> outcomes = new HashMap<>();
    for (CoapPoint point : points) {
      outcomes.put(
          point.spec().id(),
          switch (pack) {
            case Outcome.Failed<SenmlPack>(Fault fault) -> Outcome.failed(fault);
            case Outcome.Ok<SenmlPack>(SenmlPack found) -> point.read(found, time);
          });
    }
    return outcomes;
  }

  /// Sensors take no orders.
  @Override
  public CompletionStage<Outcome<Receipt>> execute(CommandCall call, Deadline deadline) {
    return CompletableFuture.completedFuture(
        Outcome.failed(new Fault.Refused(settings.target() + " takes no commands")));
  }

  @Override
  public void listen(Sink sink) {
    outlet.listen(sink);
  }

  private List<Observation> endObservations() {
    List<Observation> ended;
    synchronized (gate) {
      ended = List.copyOf(observations.values());
      observations.clear();
    }
    ended.forEach(Observation::end);
    return ended;
  }

  @Override
  public void close() {
    Node last;
    synchronized (gate) {
      outlet.close();
      last = node;
      node = null;
    }
    if (last != null) {
      last.close();
      Deadline soon = Deadline.after(FAREWELL_PATIENCE, time);
      endObservations().forEach(ended -> ended.awaitFarewell(soon.remaining()));
      nodes.giveBack();
    }
  }
}
