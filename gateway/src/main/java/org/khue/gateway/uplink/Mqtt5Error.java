package org.khue.gateway.uplink;

import org.eclipse.paho.mqttv5.common.MqttException;

/// What an MQTT error means to the one who has to do something about it.
final class Mqtt5Error {
  /// Paho's own code: the receive maximum of the other side is reached.
  static final int TOO_MANY_ON_THEIR_WAY = 32202;

  private static final int NOT_AUTHORISED = 0x87;
  private static final int BAD_USER_NAME_OR_PASSWORD = 0x86;

  private Mqtt5Error() {}

  static String text(MqttException error) {
    int code = error.getReasonCode();
    if (code == NOT_AUTHORISED || code == BAD_USER_NAME_OR_PASSWORD) {
      return "the cloud refuses this gateway's id or secret: compare the secret file with what the"
          + " cloud has registered";
    }
    Throwable cause = error.getCause();
    String what = cause == null ? String.valueOf(error.getMessage()) : cause.toString();
    return what + " (code " + code + ")";
  }
}
