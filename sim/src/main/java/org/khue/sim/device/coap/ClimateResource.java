package org.khue.sim.device.coap;

import static org.eclipse.californium.core.coap.MediaTypeRegistry.APPLICATION_SENML_CBOR;
import static org.eclipse.californium.core.coap.MediaTypeRegistry.APPLICATION_SENML_JSON;
import static org.eclipse.californium.core.coap.MediaTypeRegistry.UNDEFINED;

import java.util.Set;
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
/// notification carries the next sample number. An observer gets its next notification when it has
/// acknowledged the one before, so a silent one holds up nobody else.
final class ClimateResource extends CoapResource {
  private static final int MAX_AGE_SECONDS = 5;

  private final LongFunction<SenmlPack> pack;
  private final Ticks ticks;
  private final Mouth mouth;
  private final Set<ObserveRelation> awaited = ConcurrentHashMap.newKeySet();

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
      changed(awaited::add);
    }
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
    switch (mouth.condition()) {
      case HEALTHY -> answer(exchange, accept, ticks.take());
      case GARBAGE -> answer(exchange, accept, 0);
      case HANGING, UNPLUGGED, CUT_OFF -> {}
    }
  }

  /// @param tick 0 for garbage, which has no number
  private void answer(CoapExchange exchange, int accept, long tick) {
    Response response = new Response(ResponseCode.CONTENT);
    boolean cbor = accept == APPLICATION_SENML_CBOR;
    response
        .getOptions()
        .setContentFormat(cbor ? APPLICATION_SENML_CBOR : APPLICATION_SENML_JSON)
        .setMaxAge(MAX_AGE_SECONDS);
    response.setPayload(payload(tick, cbor));
    ObserveRelation relation = exchange.advanced().getRelation();
    response.addMessageObserver(
        new TickReceipt(
            response,
            ticks,
            tick,
            () -> {
              if (relation != null) {
                awaited.remove(relation);
              }
            }));
    exchange.respond(response);
  }

  private byte[] payload(long tick, boolean cbor) {
    if (tick == 0) {
      return mouth.garbage();
    }
    SenmlPack now = pack.apply(tick);
    return cbor ? now.cbor() : now.json();
  }
}
