package org.khue.sim.device.coap;

import static org.eclipse.californium.core.coap.MediaTypeRegistry.APPLICATION_SENML_CBOR;
import static org.eclipse.californium.core.coap.MediaTypeRegistry.APPLICATION_SENML_JSON;
import static org.eclipse.californium.core.coap.MediaTypeRegistry.UNDEFINED;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.observe.ObserveRelation;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.khue.sim.device.Condition;
import org.khue.sim.device.Mouth;
import org.khue.sim.ledger.Ticks;

/// `/senml`: the pack of the moment, to be read or observed (RFC 7641). Each answer and each
/// notification carries the next sample number; the answer to a farewell (Observe 1) carries none,
/// since whoever says it listens no more. An observer gets its next notification when it has
/// acknowledged the one before, so a silent one holds up nobody else.
final class ClimateResource extends CoapResource {
  private static final int MAX_AGE_SECONDS = 5;

  private final LongFunction<SenmlPack> pack;
  private final Ticks ticks;
  private final Mouth mouth;

  /// Observers that have not acknowledged yet, with what they were sent; empty while that is being
  /// made.
  private final Map<ObserveRelation, Optional<TickReceipt>> awaited = new ConcurrentHashMap<>();

  /// @param pack the measurements now, given the sample number
  ClimateResource(LongFunction<SenmlPack> pack, Ticks ticks, Mouth mouth) {
    super("senml");
    this.pack = pack;
    this.ticks = ticks;
    this.mouth = mouth;
    setObservable(true);
    setObserveType(Type.CON);
    getAttributes().setObservable();
    getAttributes().addResourceType("khue.climate");
    getAttributes().addContentType(APPLICATION_SENML_JSON);
    getAttributes().addContentType(APPLICATION_SENML_CBOR);
  }

  /// Notifies those who have acknowledged their last notification.
  void notifyObservers() {
    Condition condition = mouth.condition();
    if (condition == Condition.HEALTHY || condition == Condition.GARBAGE) {
      changed(this::isReady);
    }
  }

  /// The library holds a notification back while the answer to the registration is still on its
  /// way, and then only sends it together with the next. Such a one has not gone out since the last
  /// call: it is called off and made anew.
  private boolean isReady(ObserveRelation relation) {
    Optional<TickReceipt> last = awaited.get(relation);
    if (last != null && last.isPresent()) {
      if (last.get().isOnWire()) {
        return false;
      }
      last.get().callOff();
    }
    awaited.put(relation, Optional.empty());
    return true;
  }

  @Override
  public void removeObserveRelation(ObserveRelation relation) {
    super.removeObserveRelation(relation);
    awaited.remove(relation);
  }

  @Override
  public void handleGET(CoapExchange exchange) {
    int accept = exchange.getRequestOptions().getAccept();
    if (accept != UNDEFINED
        && accept != APPLICATION_SENML_JSON
        && accept != APPLICATION_SENML_CBOR) {
      exchange.respond(ResponseCode.NOT_ACCEPTABLE);
      return;
    }
    boolean cbor = accept == APPLICATION_SENML_CBOR;
    switch (mouth.condition()) {
      case HEALTHY -> {
        long tick = saysFarewell(exchange) ? SenmlPack.NO_TICK : ticks.take();
        SenmlPack now = pack.apply(tick);
        answer(exchange, cbor, cbor ? now.cbor() : now.json(), tick);
      }
      case GARBAGE -> answer(exchange, cbor, mouth.garbage(), SenmlPack.NO_TICK);
      case HANGING, UNPLUGGED, CUT_OFF -> {}
    }
  }

  private static boolean saysFarewell(CoapExchange exchange) {
    Integer observe = exchange.getRequestOptions().getObserve();
    return observe != null && observe == 1;
  }

  private void answer(CoapExchange exchange, boolean cbor, byte[] payload, long tick) {
    Response response = new Response(ResponseCode.CONTENT);
    response
        .getOptions()
        .setContentFormat(cbor ? APPLICATION_SENML_CBOR : APPLICATION_SENML_JSON)
        .setMaxAge(MAX_AGE_SECONDS);
    response.setPayload(payload);
    ObserveRelation relation = exchange.advanced().getRelation();
    TickReceipt receipt =
        new TickReceipt(
            response,
            ticks,
            tick,
            () -> {
              if (relation != null) {
                awaited.remove(relation);
              }
            });
    response.addMessageObserver(receipt);
    if (relation != null) {
      awaited.computeIfPresent(relation, (same, made) -> Optional.of(receipt));
    }
    exchange.respond(response);
  }
}
