package org.khue.gateway.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Candidate;
import org.khue.driver.Capability;
import org.khue.driver.Deadline;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Discoverer;
import org.khue.driver.Driver;
import org.khue.driver.DriverFactory;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.khue.driver.Links;
import org.khue.driver.Outcome;
import org.khue.driver.Problem;
import org.khue.driver.Profile;
import org.khue.driver.Receipt;
import org.khue.driver.Scope;
import org.khue.driver.TimeSource;

/// A driver whose search finds what the test says.
final class FindableFactory implements DriverFactory, Discoverer {
  final List<Candidate> there = new CopyOnWriteArrayList<>();
  final List<Scope> scopes = new CopyOnWriteArrayList<>();
  final List<Fault> faults = new ArrayList<>();
  volatile @Nullable RuntimeException bug;
  volatile @Nullable CountDownLatch hold;
  Outcome<Receipt> shown = Outcome.ok(new Receipt("blinks"));
  private final String id;

  FindableFactory(String id) {
    this.id = id;
  }

  Candidate candidate(String host, String serial, String... offers) {
    return new Candidate(
        id,
        Map.of("host", host, "port", 7),
        new Identity("Maker", "Model", serial, "1"),
        "label",
        Set.of(offers),
        Candidate.Certainty.IDENTIFIED,
        "tcp://" + host + ":7");
  }

  @Override
  public List<Fault> scan(Scope scope, Consumer<Candidate> inbox) throws InterruptedException {
    scopes.add(scope);
    CountDownLatch wait = hold;
    if (wait != null) {
      wait.await();
    }
    there.forEach(inbox);
    RuntimeException thrown = bug;
    if (thrown != null) {
      throw thrown;
    }
    return faults;
  }

  @Override
  public Place place(Map<String, Object> connection) {
    String endpoint = connection.get("host") + ":" + connection.getOrDefault("port", 7);
    return new Place(endpoint, endpoint);
  }

  @Override
  public Outcome<Receipt> show(Candidate candidate, Links links, Deadline deadline) {
    return shown;
  }

  @Override
  public Optional<Discoverer> discoverer() {
    return Optional.of(this);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String connectionSchema() {
    return "{\"properties\":{\"port\":{\"type\":\"integer\"}}}";
  }

  @Override
  public String addressSchema() {
    return "{}";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.READ);
  }

  @Override
  public List<Problem> validate(DeviceConfig config, Profile profile) {
    return List.of();
  }

  @Override
  public Driver create(DeviceConfig config, Profile profile, Links links, TimeSource time) {
    throw new UnsupportedOperationException("a scan makes no driver here");
  }
}
