package org.khue.driver.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.khue.driver.CommandCall;
import org.khue.driver.CommandSpec;
import org.khue.driver.Deadline;
import org.khue.driver.Driver;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.khue.driver.Outcome;
import org.khue.driver.Outlet;
import org.khue.driver.PointSpec;
import org.khue.driver.Profile;
import org.khue.driver.Receipt;
import org.khue.driver.Sample;
import org.khue.driver.Sink;
import org.khue.driver.TimeSource;

/// One device on a broker. It is heard from the moment a probe begins: what comes before [#listen]
/// is kept, so that no message falls between the two.
final class MqttJsonDriver implements Driver, Subscriber {
  private static final Duration IDENTITY_PATIENCE = Duration.ofMillis(1_000);

  private final MqttSettings settings;
  private final Brokers brokers;
  private final Intake intake;
  private final Presence presence;
  private final PendingOrders orders = new PendingOrders();
  private final TasmotaStatus status = new TasmotaStatus();
  private final Set<String> availabilityTopics = new HashSet<>();
  private final Set<String> statusTopics = new HashSet<>();
  private final Set<String> topics = new HashSet<>();
  private final String resultTopic;

  private final Outlet outlet = new Outlet();
  private final SilenceWatch silence;
  private final Object gate = new Object();
  private Brokers.@Nullable Shared shared;

  MqttJsonDriver(MqttSettings settings, Profile profile, Brokers brokers, TimeSource time) {
    this.settings = settings;
    this.brokers = brokers;
    String device = settings.topic();
    intake = new Intake(profile.points(), device, time);
    presence = new Presence(settings.where());
    silence = new SilenceWatch(settings.silentAfter(), settings.where(), outlet, time);
    resultTopic = "stat/" + device + "/RESULT";
    availabilityTopics.addAll(settings.dialect().availabilityTopics(device));
    availabilityTopics.addAll(intake.availabilityTopics());
    topics.addAll(intake.topics());
    topics.addAll(availabilityTopics);
    for (CommandSpec command : profile.commands()) {
      topics.add(Route.name(command.address().get("confirm"), device, "confirm"));
    }
    if (settings.dialect() == Dialect.TASMOTA) {
      TasmotaStatus.QUESTIONS.forEach(q -> statusTopics.add(TasmotaStatus.answerTopic(device, q)));
      topics.addAll(statusTopics);
      topics.add(resultTopic);
    }
  }

  @Override
  public Outcome<Identity> probe(Deadline deadline) {
    presence.begin();
    outlet.begin();
    return switch (take()) {
      case Outcome.Failed<BrokerConnection>(Fault fault) -> Outcome.failed(fault);
      case Outcome.Ok<BrokerConnection>(BrokerConnection connection) ->
          switch (reach(connection, deadline)) {
            case Outcome.Failed<Boolean>(Fault fault) -> Outcome.failed(fault);
            case Outcome.Ok<Boolean> there -> identity(connection, deadline);
          };
    };
  }

  /// The broker connection; a lost one is given back first.
  private Outcome<BrokerConnection> take() {
    Brokers.Shared old;
    synchronized (gate) {
      if (outlet.isClosed()) {
        return Outcome.failed(goneByUs());
      }
      old = shared;
      if (old != null && !old.connection().dead()) {
        return Outcome.ok(old.connection());
      }
      shared = null;
    }
    if (old != null) {
      brokers.giveBack(old);
    }
    return switch (brokers.take(settings.broker())) {
      case Outcome.Failed<Brokers.Shared>(Fault fault) -> Outcome.failed(fault);
      case Outcome.Ok<Brokers.Shared>(Brokers.Shared fresh) -> keep(fresh);
    };
  }

  private Outcome<BrokerConnection> keep(Brokers.Shared fresh) {
    synchronized (gate) {
      if (!outlet.isClosed()) {
        shared = fresh;
        return Outcome.ok(fresh.connection());
      }
    }
    brokers.giveBack(fresh);
    return Outcome.failed(goneByUs());
  }

  private Fault goneByUs() {
    return new Fault.Gone("The driver of " + settings.where() + " is closed");
  }

  private Outcome<Boolean> reach(BrokerConnection connection, Deadline deadline) {
    if (connection.connected(deadline) instanceof Outcome.Failed<Boolean> failed) {
      return failed;
    }
    if (connection.subscribe(this, topics, deadline) instanceof Outcome.Failed<Boolean> failed) {
      return failed;
    }
    for (String question : statusTopics.isEmpty() ? List.<String>of() : TasmotaStatus.QUESTIONS) {
      connection.publish(
          TasmotaStatus.askTopic(settings.topic()), question.getBytes(StandardCharsets.US_ASCII));
    }
    try {
      // Who does not answer a question is not there, whatever the broker remembers.
      return presence.await(statusTopics.isEmpty(), deadline);
    } catch (InterruptedException e) {
      return Outcome.failed(interrupted());
    }
  }

  private Outcome<Identity> identity(BrokerConnection connection, Deadline deadline) {
    Duration left = deadline.remaining();
    Duration patience = left.compareTo(IDENTITY_PATIENCE) < 0 ? left : IDENTITY_PATIENCE;
    Directory directory = connection.directory();
    try {
      return Outcome.ok(
          switch (settings.dialect()) {
            case TASMOTA ->
                status.await(
                    patience, directory.find(Dialect.TASMOTA, settings.topic(), Duration.ZERO));
            case ZIGBEE2MQTT -> {
              Identity found = directory.find(Dialect.ZIGBEE2MQTT, settings.topic(), patience);
              yield found == null ? Identity.UNKNOWN : found;
            }
            case PLAIN -> Identity.UNKNOWN;
          });
    } catch (InterruptedException e) {
      return Outcome.failed(interrupted());
    }
  }

  private Fault interrupted() {
    Thread.currentThread().interrupt();
    return new Fault.Gone("Stopped while waiting for " + settings.where());
  }

  @Override
  public void message(Message message) {
    if (outlet.isClosed()) {
      return;
    }
    if (!message.retained()) {
      silence.heard();
    }
    Fault loss = availabilityTopics.contains(message.topic()) ? availability(message) : null;
    values(message);
    if (!message.retained()) {
      orders.heard(message);
      answers(message);
    }
    if (loss != null) {
      outlet.lost(loss);
    }
  }

  /// @return the loss if it says that the device is offline
  private @Nullable Fault availability(Message message) {
    if (message.payload().length == 0) {
      return null; // A retained word was taken back, which says nothing.
    }
    Boolean online = Payloads.online(message.payload());
    if (online == null) {
      presence.unreadable(message.topic());
      return null;
    }
    intake.availability(online, message.retained(), outlet::sample);
    if (online) {
      presence.online(message.topic());
      return null;
    }
    presence.offline(message.topic());
    return new Fault.Gone(
        settings.where()
            + " was said to be offline on "
            + message.topic()
            + ": check its power and its radio");
  }

  private void values(Message message) {
    switch (intake.take(message, outlet::sample)) {
      case NONE -> {}
      case READ -> {
        if (!message.retained()) {
          intake.availability(true, false, outlet::sample);
          presence.heard();
        }
      }
      case UNREADABLE -> presence.unreadable(message.topic());
    }
  }

  private void answers(Message message) {
    if (statusTopics.contains(message.topic())) {
      JsonNode answer = Payloads.document(message.payload());
      if (answer != null && TasmotaStatus.isAnswer(answer)) {
        // In this order: the last answer ends a probe, and must not count for the next one.
        presence.heard();
        status.take(answer);
      } else {
        presence.unreadable(message.topic());
      }
    } else if (message.topic().equals(resultTopic)) {
      JsonNode answer = Payloads.document(message.payload());
      if (answer != null) {
        orders.refusedBy(resultTopic, answer);
      }
    }
  }

  @Override
  public void connectionLost(Fault fault) {
    presence.broken(fault);
    orders.fail(fault);
    outlet.lost(fault);
  }

  @Override
  public void listen(Sink sink) {
    outlet.listen(sink);
    silence.begin();
  }

  /// Values come by themselves: there is nothing to ask.
  @Override
  public Map<String, Outcome<Sample>> read(List<PointSpec> points, Deadline deadline) {
    Fault fault =
        outlet.isClosed()
            ? goneByUs()
            : new Fault.Refused(
                settings.where() + " sends its values by itself: leave `poll` out of the profile");
    Map<String, Outcome<Sample>> outcomes = new HashMap<>();
    points.forEach(point -> outcomes.put(point.id(), Outcome.failed(fault)));
    return outcomes;
  }

  @Override
  public CompletionStage<Outcome<Receipt>> execute(CommandCall call, Deadline deadline) {
    Brokers.Shared current;
    synchronized (gate) {
      current = shared;
    }
    if (current == null || current.connection().dead()) {
      return CompletableFuture.completedFuture(
          Outcome.failed(new Fault.Gone("No connection to the broker of " + settings.where())));
    }
    return switch (MqttOrder.of(call, settings.topic())) {
      case Outcome.Failed<MqttOrder>(Fault fault) ->
          CompletableFuture.completedFuture(Outcome.failed(fault));
      case Outcome.Ok<MqttOrder>(MqttOrder order) ->
          orders.carryOut(order, current.connection(), deadline);
    };
  }

  @Override
  public void close() {
    Brokers.Shared last;
    synchronized (gate) {
      outlet.close();
      last = shared;
      shared = null;
    }
    Fault fault = goneByUs();
    presence.broken(fault);
    orders.fail(fault);
    if (last != null) {
      last.connection().unsubscribe(this);
      brokers.giveBack(last);
    }
  }
}
