package org.khue.driver.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.khue.driver.Block;
import org.khue.driver.Candidate;
import org.khue.driver.Candidate.Certainty;
import org.khue.driver.Deadline;
import org.khue.driver.Discoverer;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.khue.driver.Links;
import org.khue.driver.Outcome;
import org.khue.driver.Receipt;
import org.khue.driver.Scope;

/// Reads what devices on the room's broker have told about themselves and the broker has kept:
/// Tasmota (`tasmota/discovery/<MAC>/config` and `…/sensors`, `tele/<topic>/LWT`) and Zigbee2MQTT
/// (`bridge/devices`, `<name>/availability`). It asks no device anything. It has a connection of
/// its own, so that no running device hears a retained message twice.
final class MqttDiscoverer implements Discoverer {
  private static final String SENSORS = "tasmota/discovery/+/sensors";
  private static final String WILLS = "tele/+/LWT";
  private static final String AVAILABILITY = "zigbee2mqtt/+/availability";
  private static final String BRIDGE = "zigbee2mqtt/bridge/state";
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration LISTEN = Duration.ofMillis(1_500);

  /// An exchange on a connection of its own.
  private interface Talk<T> {
    Outcome<T> with(BrokerConnection connection, Heard heard) throws InterruptedException;
  }

  @Override
  public List<Fault> scan(Scope scope, Consumer<Candidate> inbox) throws InterruptedException {
    if (!scope.broker()) {
      return List.of();
    }
    Outcome<Boolean> outcome =
        talk(
            scope.links().roomBroker(),
            Set.of(SENSORS, WILLS, AVAILABILITY, BRIDGE),
            scope.deadline().within(CONNECT),
            (connection, heard) -> {
              Thread.sleep(scope.deadline().within(LISTEN).remaining());
              candidates(connection.directory().all(), heard, scope.links().roomBroker(), inbox);
              return Outcome.ok(true);
            });
    return outcome instanceof Outcome.Failed<Boolean>(Fault fault) ? List.of(fault) : List.of();
  }

  private static <T> Outcome<T> talk(
      URI broker, Set<String> topics, Deadline deadline, Talk<T> talk) throws InterruptedException {
    String client = "khue-scan-" + UUID.randomUUID().toString().substring(0, 8);
    switch (BrokerConnection.start(broker, client)) {
      case Outcome.Failed<BrokerConnection>(Fault fault) -> {
        return Outcome.failed(fault);
      }
      case Outcome.Ok<BrokerConnection>(BrokerConnection connection) -> {
        try {
          Heard heard = new Heard();
          if (connection.connected(deadline) instanceof Outcome.Failed<Boolean>(Fault fault)) {
            return Outcome.failed(fault);
          }
          if (connection.subscribe(heard, topics, deadline)
              instanceof Outcome.Failed<Boolean>(Fault fault)) {
            return Outcome.failed(fault);
          }
          return talk.with(connection, heard);
        } finally {
          connection.close();
        }
      }
    }
  }

  private static void candidates(
      List<Directory.Listing> listings, Heard heard, URI broker, Consumer<Candidate> inbox) {
    Map<String, Message> messages = heard.all();
    Set<String> told = new HashSet<>();
    for (Directory.Listing listing : listings) {
      boolean tasmota = listing.dialect() == Dialect.TASMOTA;
      Set<String> offers = new HashSet<>(listing.offers());
      Message sensors =
          messages.get("tasmota/discovery/" + listing.identity().serial() + "/sensors");
      JsonNode document = sensors == null ? null : Payloads.document(sensors.payload());
      if (tasmota && document != null) {
        offers.addAll(Offers.tasmotaSensors(document));
      }
      told.add(tasmota ? listing.topic() : "");
      inbox.accept(
          candidate(
              listing.topic(),
              listing.identity(),
              listing.label(),
              offers,
              tasmota ? tasmotaThere(listing, heard) : zigbeeThere(listing, heard),
              broker));
    }
    // A plug whose discovery messages are switched off is still told by its will.
    for (String topic : messages.keySet()) {
      String[] levels = topic.split("/", -1);
      if (Topics.matches(WILLS, topic) && told.add(levels[1]) && Topics.isName(levels[1])) {
        boolean there = Boolean.TRUE.equals(heard.online(topic));
        inbox.accept(
            candidate(
                levels[1],
                new Identity("Tasmota", "", "", ""),
                levels[1],
                Set.of(Offers.TASMOTA),
                there ? Certainty.UNNAMED : Certainty.ABSENT,
                broker));
      }
    }
  }

  /// What a broker keeps says nothing about now: only a will that says online does.
  private static Certainty tasmotaThere(Directory.Listing listing, Heard heard) {
    boolean there = Boolean.TRUE.equals(heard.online("tele/" + listing.topic() + "/LWT"));
    return there ? Certainty.IDENTIFIED : Certainty.ABSENT;
  }

  /// Not every bridge is set to tell of availability.
  private static Certainty zigbeeThere(Directory.Listing listing, Heard heard) {
    Boolean own = heard.online("zigbee2mqtt/" + listing.topic() + "/availability");
    boolean gone = Boolean.FALSE.equals(own) || !Boolean.TRUE.equals(heard.online(BRIDGE));
    return gone ? Certainty.ABSENT : Certainty.IDENTIFIED;
  }

  private static Candidate candidate(
      String topic,
      Identity identity,
      String label,
      Set<String> offers,
      Certainty certainty,
      URI broker) {
    Map<String, Object> connection = new LinkedHashMap<>();
    connection.put("topic", topic);
    return new Candidate(
        "mqtt-json", connection, identity, label, offers, certainty, topic + " @ " + broker);
  }

  @Override
  public Place place(Map<String, Object> connection) {
    Block block = new Block(connection);
    return new Place("", block.text("broker", "room") + " " + block.text("topic"));
  }

  @Override
  public Outcome<Receipt> show(Candidate candidate, Links links, Deadline deadline) {
    String topic = new Block(candidate.connection()).text("topic");
    boolean tasmota = candidate.offers().contains(Offers.TASMOTA);
    if (!tasmota && !candidate.offers().contains(Offers.IDENTIFY)) {
      return Outcome.failed(
          new Fault.Refused("This Zigbee device does not know the order to identify itself"));
    }
    String answers = "stat/" + topic + "/RESULT";
    try {
      return talk(
          links.roomBroker(),
          Set.of(answers),
          deadline,
          (connection, heard) ->
              tasmota
                  ? TasmotaBlink.show(connection, heard, topic, answers, deadline)
                  : identify(connection, topic));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed(new Fault.Gone("Stopped while waiting for " + topic));
    }
  }

  /// Zigbee cluster Identify, as Zigbee2MQTT passes it on; a device that sleeps hears it later.
  private static Outcome<Receipt> identify(BrokerConnection connection, String topic) {
    return switch (connection.publish(
        "zigbee2mqtt/" + topic + "/set", Payloads.bytes("{\"identify\":\"identify\"}"))) {
      case Outcome.Failed<Boolean>(Fault fault) -> Outcome.failed(fault);
      case Outcome.Ok<Boolean> sent -> Outcome.ok(new Receipt("It was asked to identify itself"));
    };
  }
}
