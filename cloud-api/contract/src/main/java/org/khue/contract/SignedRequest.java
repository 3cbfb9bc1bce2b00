package org.khue.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What a gateway signs when it sends something over HTTPS: the header `Authorization` is then
/// [Credentials#SIGNED], a blank, and `serial:time:signature`, with the serial number of its
/// certificate (hexadecimal), the time in milliseconds since 1970, and the signature (ECDSA with
/// SHA-256, DER, base64) by that certificate's key over [#content].
///
/// The time is the cloud's: each of its answers tells it in the header [#TIME], a refusal too, so a
/// gateway whose clock is wrong sends again with the right one.
public final class SignedRequest {
  /// The header with the cloud's time, milliseconds since 1970.
  public static final String TIME = "Khue-Time";

  /// So far the time of a request may be from the cloud's own.
  public static final long WITHIN_MILLIS = 120_000;

  private SignedRequest() {}

  /// What is sent, and the end of the path `/api/v1/gateways/{id}/…` that it is sent to.
  public enum What {
    /// A [Batch].
    BATCHES("batches"),
    /// A [GatewayState] as JSON; answered with [HttpMessages].
    STATE("state"),
    /// Readings to be shown and not kept, see [Topics#live].
    LIVE("live");

    private final String path;

    What(String path) {
      this.path = path;
    }

    public String path() {
      return path;
    }
  }

  /// The bytes to be signed: gateway, purpose and body are bound, so that no signature serves for
  /// anything else.
  public static byte[] content(String gateway, What what, long timeMillis, byte[] body) {
    return ("khue signed request 1\n"
            + gateway
            + "\n"
            + what.path()
            + "\n"
            + timeMillis
            + "\n"
            + HexFormat.of().formatHex(sha256(body)))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
