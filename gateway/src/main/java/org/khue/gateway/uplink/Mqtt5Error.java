package org.khue.gateway.uplink;

import javax.net.ssl.SSLHandshakeException;
import org.eclipse.paho.mqttv5.common.MqttException;

/// What an MQTT error means to the one who has to do something about it.
final class Mqtt5Error {
  /// Paho's own code: the receive maximum of the other side is reached.
  static final int TOO_MANY_ON_THEIR_WAY = 32202;

  private static final int NOT_AUTHORISED = 0x87;
  private static final int BAD_USER_NAME_OR_PASSWORD = 0x86;
  private static final int BANNED = 0x8A;

  private Mqtt5Error() {}

  /// Whether the other side has refused the credential, or ends TLS over it.
  static boolean isRefusal(MqttException error) {
    int code = error.getReasonCode();
    return code == NOT_AUTHORISED
        || code == BANNED
        || error.getCause() instanceof SSLHandshakeException;
  }

  static String text(MqttException error) {
    int code = error.getReasonCode();
    if (code == BANNED) {
      return "this gateway's certificate was revoked: make a new claim code in the cloud and claim"
          + " it again";
    } else if (code == NOT_AUTHORISED) {
      return "the cloud does not accept this gateway's certificate, which has ended or is"
          + " another's: a new one is asked for";
    } else if (code == BAD_USER_NAME_OR_PASSWORD) {
      return "the cloud refuses this gateway's id or secret: compare the secret file with what the"
          + " cloud has registered";
    }
    Throwable cause = error.getCause();
    String what = cause == null ? String.valueOf(error.getMessage()) : cause.toString();
    return what + " (code " + code + ")";
  }
}
