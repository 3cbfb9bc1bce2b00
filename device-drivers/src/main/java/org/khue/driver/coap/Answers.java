package org.khue.driver.coap;

import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Response;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;

/// What an answer means: a pack, or a fault.
final class Answers {
  private static final int SENML_JSON = 110;
  private static final int SENML_CBOR = 112;

  private Answers() {}

  /// @param where `coap://host:port/path`, for messages
  static Outcome<SenmlPack> pack(Response response, String where) {
    if (!response.isSuccess()) {
      return Outcome.failed(fault(response.getCode(), where));
    }
    byte[] payload = response.getPayload() == null ? new byte[0] : response.getPayload();
    try {
      return switch (response.getOptions().getContentFormat()) {
        case SENML_JSON, MediaTypeRegistry.APPLICATION_JSON -> Outcome.ok(SenmlPack.json(payload));
        case SENML_CBOR, MediaTypeRegistry.APPLICATION_CBOR -> Outcome.ok(SenmlPack.cbor(payload));
        default ->
            Outcome.failed(
                new Fault.Protocol(
                    where
                        + " answers in format "
                        + response.getOptions().getContentFormat()
                        + ", not in SenML (110 or 112)"));
      };
    } catch (SenmlException e) {
      return Outcome.failed(new Fault.Protocol(where + " sent no SenML: " + e.getMessage()));
    }
  }

  /// RFC 7252, section 5.9.
  static Fault fault(ResponseCode code, String where) {
    String said = where + " answered " + code + " " + code.name();
    return switch (code) {
      case UNAUTHORIZED, FORBIDDEN ->
          new Fault.Auth(said + ": the node does not let this gateway in");
      case NOT_FOUND -> new Fault.Refused(said + ": compare `path` with the node's resources");
      case TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE -> new Fault.Busy(said + ": try later");
      case GATEWAY_TIMEOUT -> new Fault.Timeout(said + ": a proxy did not reach the node");
      default -> new Fault.Refused(said);
    };
  }
}
