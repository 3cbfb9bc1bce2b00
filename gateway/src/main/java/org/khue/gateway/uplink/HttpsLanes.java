package org.khue.gateway.uplink;

import java.util.List;
import org.khue.contract.SignedRequest.What;
import org.khue.contract.Stream;
import org.khue.contract.Topics;

/// The messages that go up over HTTPS, a lane for each kind: a large batch holds no event back.
final class HttpsLanes {
  /// Sends one message and handles its answer.
  @FunctionalInterface
  interface Sending {
    /// @param ack the topic of its acknowledgement; empty for none
    void send(long session, What what, String ack, byte[] payload) throws InterruptedException;
  }

  private final String gateway;
  private final HttpsLane events;
  private final HttpsLane telemetry;
  private final HttpsLane live;

  /// @param window batches of one stream that may wait
  HttpsLanes(String gateway, int window, Sending sending) {
    this.gateway = gateway;
    this.events = batches(Stream.EVENTS, window, sending);
    this.telemetry = batches(Stream.TELEMETRY, window, sending);
    this.live =
        new HttpsLane(
            "https-live", 1, (session, payload) -> sending.send(session, What.LIVE, "", payload));
  }

  private HttpsLane batches(Stream stream, int window, Sending sending) {
    String ack = Topics.ack(gateway, stream);
    return new HttpsLane(
        "https-" + stream.wireName(),
        window,
        (session, payload) -> sending.send(session, What.BATCHES, ack, payload));
  }

  private List<HttpsLane> all() {
    return List.of(events, telemetry, live);
  }

  void start() {
    all().forEach(HttpsLane::start);
  }

  /// @return false if there is no room
  boolean offer(long session, String topic, byte[] payload) {
    if (topic.equals(Topics.up(gateway, Stream.EVENTS))) {
      return events.offer(session, payload);
    } else if (topic.equals(Topics.up(gateway, Stream.TELEMETRY))) {
      return telemetry.offer(session, payload);
    } else if (topic.equals(Topics.live(gateway))) {
      return live.offer(session, payload);
    }
    // The state goes with each poll.
    return true;
  }

  void clear() {
    all().forEach(HttpsLane::clear);
  }

  void close() {
    all().forEach(HttpsLane::close);
  }
}
