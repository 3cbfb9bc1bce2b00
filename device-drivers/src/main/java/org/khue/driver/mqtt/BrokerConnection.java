package org.khue.driver.mqtt;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to a broker for all devices on it; messages go to whom they concern by topic. It
/// serves once: when it is lost it stays so, and whoever wants to go on takes a new one.
final class BrokerConnection implements MqttCallback {
  private static final Logger log = LoggerFactory.getLogger(BrokerConnection.class);
  private static final int KEEP_ALIVE_SECONDS = 20;
  private static final int CONNECT_SECONDS = 10;
  private static final int MOST_IN_FLIGHT = 200;
  private static final int REFUSED_FILTER = 0x80;
  private static final long CLOSE_MILLIS = 1_500;

  private final URI broker;
  private final MqttAsyncClient client;
  private final CompletableFuture<Outcome<Boolean>> connected = new CompletableFuture<>();
  private final CompletableFuture<Outcome<Boolean>> ended = new CompletableFuture<>();
  private final Map<String, Set<Subscriber>> routes = new HashMap<>();
  private final Set<String> wild = new LinkedHashSet<>();
  private final Directory directory = new Directory();
  private boolean directorySubscribed;
  private volatile boolean dead;

  private BrokerConnection(URI broker, MqttAsyncClient client) {
    this.broker = broker;
    this.client = client;
  }

  /// Begins to connect; [#connected] tells how it went.
  static Outcome<BrokerConnection> start(URI broker, String clientId) {
    try {
      MqttAsyncClient client =
          new MqttAsyncClient(broker.toString(), clientId, new MemoryPersistence());
      BrokerConnection connection = new BrokerConnection(broker, client);
      client.setCallback(connection);
      client.connect(options(), null, connection.connectListener());
      return Outcome.ok(connection);
    } catch (MqttException | IllegalArgumentException e) {
      return Outcome.failed(
          new Fault.Gone("Cannot use the broker address " + broker + ": " + e.getMessage()));
    }
  }

  private static MqttConnectOptions options() {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(true);
    options.setAutomaticReconnect(false);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setConnectionTimeout(CONNECT_SECONDS);
    options.setMaxInflight(MOST_IN_FLIGHT);
    return options;
  }

  private IMqttActionListener connectListener() {
    return new IMqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        connected.complete(Outcome.ok(true));
      }

      @Override
      public void onFailure(IMqttToken token, Throwable cause) {
        dead = true;
        connected.complete(Outcome.failed(BrokerFaults.connect(broker, cause)));
      }
    };
  }

  boolean dead() {
    return dead;
  }

  Directory directory() {
    return directory;
  }

  Outcome<Boolean> connected(Deadline deadline) {
    return within(connected, deadline, "No connection to the broker " + broker + " in time");
  }

  /// Routes the topics to the subscriber and asks the broker for them, also for those that another
  /// device has asked for already: only so does it send again what it retained.
  Outcome<Boolean> subscribe(Subscriber subscriber, Set<String> topics, Deadline deadline) {
    Set<String> filters = new LinkedHashSet<>(topics);
    synchronized (routes) {
      topics.forEach(topic -> route(topic, subscriber));
      if (!directorySubscribed) {
        directorySubscribed = true;
        Directory.FILTERS.forEach(filter -> route(filter, directory));
        filters.addAll(Directory.FILTERS);
      }
    }
    CompletableFuture<Outcome<Boolean>> granted = new CompletableFuture<>();
    try {
      String[] asked = filters.toArray(String[]::new);
      // QoS 0: devices publish with no more, and Moquette 0.17 forgets the retained flag of what it
      // delivers with QoS 1 (docs/decisions/055-mqtt-devices.md).
      client.subscribe(asked, new int[asked.length], null, subscribeListener(asked, granted));
    } catch (MqttException e) {
      return Outcome.failed(
          new Fault.Gone("Cannot subscribe at " + broker + ": " + BrokerFaults.reason(e)));
    }
    return within(granted, deadline, "The broker " + broker + " does not confirm a subscription");
  }

  private void route(String topic, Subscriber subscriber) {
    routes.computeIfAbsent(topic, t -> new HashSet<>()).add(subscriber);
    if (topic.contains("+")) {
      wild.add(topic);
    }
  }

  private IMqttActionListener subscribeListener(
      String[] asked, CompletableFuture<Outcome<Boolean>> granted) {
    return new IMqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        int[] answers = token.getGrantedQos();
        for (int i = 0; i < answers.length && i < asked.length; i++) {
          if (answers[i] == REFUSED_FILTER && !Directory.FILTERS.contains(asked[i])) {
            granted.complete(
                Outcome.failed(
                    new Fault.Auth(
                        "The broker " + broker + " does not let this gateway read " + asked[i])));
            return;
          }
        }
        granted.complete(Outcome.ok(true));
      }

      @Override
      public void onFailure(IMqttToken token, Throwable cause) {
        granted.complete(
            Outcome.failed(
                new Fault.Gone(
                    "Cannot subscribe at " + broker + ": " + BrokerFaults.reason(cause))));
      }
    };
  }

  private Outcome<Boolean> within(
      CompletableFuture<Outcome<Boolean>> answer, Deadline deadline, String late) {
    try {
      return answer
          .applyToEither(ended, either -> either)
          .get(Math.max(1, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Outcome.failed(new Fault.Timeout(late));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed(new Fault.Gone("Stopped while waiting. " + late));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Forgets the subscriber; topics that nobody wants any more are given up at the broker.
  void unsubscribe(Subscriber subscriber) {
    List<String> unwanted = new ArrayList<>();
    synchronized (routes) {
      routes.forEach((topic, wanting) -> {
        if (wanting.contains(subscriber) && wanting.size() == 1) {
          unwanted.add(topic);
        } else if (wanting.contains(subscriber)) {
          wanting.remove(subscriber);
        }
      });
      unwanted.forEach(routes::remove);
    }
    if (dead || unwanted.isEmpty()) {
      return;
    }
    try {
      client.unsubscribe(unwanted.toArray(String[]::new));
    } catch (MqttException e) {
      log.debug("Cannot unsubscribe at {}: {}", broker, BrokerFaults.reason(e));
    }
  }

  /// Sends with QoS 1, never retained: a retained order would be carried out again at each restart
  /// of the device.
  ///
  /// @return a fault if it could not be handed to the client
  Outcome<Boolean> publish(String topic, byte[] payload) {
    try {
      client.publish(topic, payload, 1, false);
      return Outcome.ok(true);
    } catch (MqttException e) {
      return Outcome.failed(
          e.getReasonCode() == MqttException.REASON_CODE_MAX_INFLIGHT
              ? new Fault.Busy("Too many orders wait at " + broker + ": try later")
              : new Fault.Gone("Cannot publish at " + broker + ": " + BrokerFaults.reason(e)));
    }
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    Message arrived = new Message(topic, message.getPayload(), message.isRetained());
    for (Subscriber subscriber : subscribersOf(topic)) {
      try {
        subscriber.message(arrived);
      } catch (RuntimeException e) {
        // The client would drop the connection of all devices on any exception.
        log.error("A message on {} could not be handled", topic, e);
      }
    }
  }

  private List<Subscriber> subscribersOf(String topic) {
    synchronized (routes) {
      List<Subscriber> found = new ArrayList<>(routes.getOrDefault(topic, Set.of()));
      for (String filter : wild) {
        if (Topics.matches(filter, topic)) {
          found.addAll(routes.getOrDefault(filter, Set.of()));
        }
      }
      return found;
    }
  }

  @Override
  public void connectionLost(Throwable cause) {
    dead = true;
    Fault fault = new Fault.Gone("Lost the broker " + broker + ": " + BrokerFaults.reason(cause));
    ended.complete(Outcome.failed(fault));
    Set<Subscriber> all = new HashSet<>();
    synchronized (routes) {
      routes.values().forEach(all::addAll);
    }
    all.forEach(subscriber -> subscriber.connectionLost(fault));
  }

  @Override
  public void deliveryComplete(IMqttDeliveryToken token) {
    // The broker's receipt means nothing: the device's own word is waited for.
  }

  /// Ends within [#CLOSE_MILLIS]; the client's own ending can hang on a dead socket.
  void close() {
    dead = true;
    ended.complete(Outcome.failed(new Fault.Gone("The connection to " + broker + " is closed")));
    FutureTask<Boolean> ending =
        new FutureTask<>(() -> {
          try {
            client.disconnectForcibly(0, 500);
          } finally {
            client.close(true);
          }
          return true;
        });
    Thread.ofVirtual().name("mqtt-close").start(ending);
    try {
      ending.get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.debug("The connection to {} ended badly: {}", broker, e.toString());
    }
  }
}
