package org.khue.driver.coap;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.khue.driver.ContractPeer;

/// Californium's server with one observable resource, `/senml`.
final class SensorPeer implements ContractPeer {
  static final int JSON = 110;

  /// How often the resource has answered or notified.
  final AtomicInteger answers = new AtomicInteger();

  private final Sensors sensors = new Sensors();
  private final Map<String, Object> connection = new HashMap<>();
  private CoapServer server;
  private int port;
  private volatile Mood mood = Mood.WELL;
  private volatile ResponseCode refusal = ResponseCode.CONTENT;
  private volatile byte[] pack =
      """
      [{"bn":"urn:dev:mac:0024befffe804ff1_","n":"temperature","u":"Cel","v":23.5},
       {"n":"humidity","u":"%RH","v":61}]
      """
          .getBytes(StandardCharsets.UTF_8);
  private volatile int format = JSON;
  volatile int maxAgeSeconds = 60;

  SensorPeer() {
    server = startServer(0);
    port = server.getEndpoints().getFirst().getAddress().getPort();
    connection.put("host", "127.0.0.1");
    connection.put("port", port);
  }

  private CoapServer startServer(int onPort) {
    CoapServer fresh = new CoapServer(CoapNodes.configuration());
    fresh.addEndpoint(
        CoapEndpoint.builder()
            .setConfiguration(CoapNodes.configuration())
            .setInetSocketAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort))
            .build());
    fresh.add(sensors);
    fresh.start();
    return fresh;
  }

  void set(String key, Object value) {
    connection.put(key, value);
  }

  void pack(byte[] bytes, int contentFormat) {
    pack = bytes;
    format = contentFormat;
  }

  void pack(String json) {
    pack(json.getBytes(StandardCharsets.UTF_8), JSON);
  }

  void refuse(ResponseCode code) {
    refusal = code;
  }

  void observable(boolean on) {
    sensors.setObservable(on);
  }

  /// Notifies all observers.
  void speak() {
    sensors.changed();
  }

  /// Goes off and on again: it forgets who observes it.
  void restart() {
    sensors.clearObserveRelations();
    server.destroy();
    server = startServer(port);
  }

  int observers() {
    return sensors.getObserverCount();
  }

  @Override
  public Map<String, Object> connection() {
    return connection;
  }

  @Override
  public void mood(Mood next) {
    mood = next;
  }

  @Override
  public void hangUp() {
    throw new UnsupportedOperationException("There is no connection to end");
  }

  @Override
  public void close() {
    server.destroy();
  }

  private final class Sensors extends CoapResource {
    Sensors() {
      super("senml");
      setObservable(true);
      setObserveType(Type.CON);
      getAttributes().setTitle("Climate node");
      getAttributes().addResourceType("khue.climate");
    }

    @Override
    public void handleGET(CoapExchange exchange) {
      answers.incrementAndGet();
      exchange.setMaxAge(maxAgeSeconds);
      switch (mood) {
        case SILENT -> {}
        case GARBAGE ->
            exchange.respond(ResponseCode.CONTENT, new byte[] {'[', '{', 0, 1, 2, -1}, JSON);
        case WELL, SPLIT, HALF_ANSWER_THEN_HANG_UP -> {
          if (refusal == ResponseCode.CONTENT) {
            exchange.respond(ResponseCode.CONTENT, pack, format);
          } else {
            exchange.respond(refusal);
          }
        }
      }
    }
  }
}
