package org.khue.cloud.telemetry.internal.mqtt;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.security.GatewaySecrets;
import org.khue.cloud.telemetry.GatewayCertificates;
import org.khue.cloud.telemetry.internal.ingest.Inbound;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.cloud.telemetry.internal.ingest.NewestReadings;
import org.khue.cloud.telemetry.internal.live.Presences;
import org.khue.contract.Ack;
import org.khue.contract.GatewayState;
import org.khue.contract.Stream;
import org.khue.contract.Topics;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The same as [MqttEndpoint] where a broker stands between gateways and cloud. The broker checks
/// who connects and which topics each may use; the cloud still takes registered gateways only.
///
/// While the ingest has no room the callback waits, and with it the connection: the broker then
/// keeps what comes, within its own limits. What it drops is not acknowledged and comes again.
@Context
final class BrokerBridge implements Line, MqttCallback {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerBridge.class);
  private static final Pattern TOPIC =
      Pattern.compile("khue/v1/([a-z0-9-]{1,63})/(state|live|up/events|up/telemetry)");
  private static final String[] FILTERS = {"khue/v1/+/up/+", "khue/v1/+/state", "khue/v1/+/live"};
  private static final int RECEIVE_MAXIMUM = 50;
  private static final int ROOM_WITHIN_SECONDS = 60;
  private static final int LONGEST_PAUSE_MILLIS = 5_000;

  private final MqttSettings settings;
  private final Ingest ingest;
  private final Inbound inbound;
  private final NewestReadings newest;
  private final Presences presences;
  private final Downlink downlink;
  private final GatewaySecrets registered;
  private final GatewayCertificates certificates;
  private @Nullable MqttAsyncClient client;

  BrokerBridge(
      MqttSettings settings,
      Ingest ingest,
      Inbound inbound,
      NewestReadings newest,
      Presences presences,
      Downlink downlink,
      GatewaySecrets registered,
      GatewayCertificates certificates) {
    this.settings = settings;
    this.ingest = ingest;
    this.inbound = inbound;
    this.newest = newest;
    this.presences = presences;
    this.downlink = downlink;
    this.registered = registered;
    this.certificates = certificates;
  }

  @PostConstruct
  void start() {
    String url = settings.brokerUrl();
    if (url == null) {
      return;
    }
    downlink.use(this);
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setServerURIs(new String[] {url});
    options.setCleanStart(true);
    options.setAutomaticReconnect(true);
    options.setAutomaticReconnectDelay(1, 5);
    options.setMaxReconnectDelay(LONGEST_PAUSE_MILLIS);
    options.setConnectionTimeout(10);
    options.setKeepAliveInterval(30);
    options.setReceiveMaximum(RECEIVE_MAXIMUM);
    if (settings.brokerUser() != null) {
      options.setUserName(settings.brokerUser());
    }
    if (settings.brokerPassword() != null) {
      options.setPassword(settings.brokerPassword().getBytes(StandardCharsets.UTF_8));
    }
    try {
      MqttAsyncClient made =
          new MqttAsyncClient(url, "khue-cloud-" + UUID.randomUUID(), new MemoryPersistence());
      client = made;
      made.setCallback(this);
      Thread.ofVirtual().name("broker-connect").start(() -> connect(made, options));
    } catch (MqttException e) {
      throw new IllegalStateException("khue.mqtt.broker.url cannot be used: " + url, e);
    }
  }

  @PreDestroy
  void stop() {
    MqttAsyncClient current = client;
    if (current == null) {
      return;
    }
    client = null;
    try {
      current.disconnectForcibly(1_000, 1_000, false);
      current.close();
    } catch (MqttException e) {
      LOG.debug("The connection to the broker ended untidily", e);
    }
  }

  @Override
  public boolean send(String gateway, String topic, byte[] payload, boolean retained) {
    MqttAsyncClient current = client;
    if (current == null || !current.isConnected()) {
      return false;
    }
    try {
      current.publish(topic, payload, 1, retained);
      return true;
    } catch (MqttException e) {
      LOG.warn("The broker does not take a message for {}: {}", gateway, e.getMessage());
      return false;
    }
  }

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {
    LOG.info("Connected to the broker {}", serverUri);
    MqttAsyncClient current = client;
    if (current != null) {
      try {
        current.subscribe(FILTERS, new int[] {1, 1, 0});
      } catch (MqttException e) {
        LOG.error("The broker refuses the subscription: {}", e.getMessage());
      }
    }
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    Matcher parts = TOPIC.matcher(topic);
    if (!parts.matches() || !isKnown(parts.group(1))) {
      LOG.warn("A message of {} is left aside: no registered gateway writes there", topic);
      return;
    }
    String gateway = parts.group(1);
    switch (parts.group(2)) {
      case "up/events" -> batch(gateway, Stream.EVENTS, message.getPayload());
      case "up/telemetry" -> batch(gateway, Stream.TELEMETRY, message.getPayload());
      case "live" -> newest.show(gateway, message.getPayload());
      default -> state(gateway, message.getPayload());
    }
  }

  private boolean isKnown(String gateway) {
    return certificates.isClaimed(gateway) || registered.isRegistered(gateway);
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    LOG.warn("The connection to the broker is lost: {}", response.getReasonString());
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {
    LOG.warn("The broker connection reports: {}", exception.getMessage());
  }

  @Override
  public void deliveryComplete(IMqttToken token) {
    // An acknowledgement that gets lost on its way is asked for again by the next batch.
  }

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {
    LOG.warn("The broker asks for an authentication that is not offered");
  }

  private void connect(MqttAsyncClient made, MqttConnectionOptions options) {
    for (int attempt = 1; client == made; attempt++) {
      try {
        made.connect(options).waitForCompletion(TimeUnit.SECONDS.toMillis(15));
        return;
      } catch (MqttException e) {
        LOG.warn("No broker at {} yet (try {}): {}", settings.brokerUrl(), attempt, e.getMessage());
      }
      try {
        Thread.sleep(Math.min(LONGEST_PAUSE_MILLIS, 250L * attempt));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void batch(String gateway, Stream stream, byte[] payload) {
    presences.heard(gateway);
    Inbound.Parsed parsed = inbound.parse(gateway, stream, payload, ack -> answer(gateway, ack));
    if (parsed.fault() != null) {
      LOG.warn("A malformed batch from {}: {}", gateway, parsed.fault());
    }
    while (client != null && !ingest.offer(parsed.delivery())) {
      CountDownLatch room = new CountDownLatch(1);
      ingest.whenRoom(gateway, room::countDown);
      try {
        if (!room.await(ROOM_WITHIN_SECONDS, TimeUnit.SECONDS)) {
          LOG.warn("The ingest has had no room for {} s", ROOM_WITHIN_SECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void answer(String gateway, Ack ack) {
    send(gateway, Topics.ack(gateway, ack.stream()), JsonCodec.write(ack), false);
  }

  private void state(String gateway, byte[] payload) {
    try {
      GatewayState state = JsonCodec.read(payload, GatewayState.class);
      if (state.online()) {
        presences.connected(gateway);
        presences.state(gateway, state);
      } else {
        presences.will(gateway, state);
      }
    } catch (WireException e) {
      LOG.warn("A malformed state from {}: {}", gateway, e.getMessage());
    }
  }
}
