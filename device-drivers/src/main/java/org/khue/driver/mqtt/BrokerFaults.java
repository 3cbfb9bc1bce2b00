package org.khue.driver.mqtt;

import java.net.URI;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Fault;

/// What the client's exceptions mean.
final class BrokerFaults {
  private BrokerFaults() {}

  static Fault connect(URI broker, Throwable cause) {
    boolean refused =
        cause instanceof MqttException e
            && (e.getReasonCode() == MqttException.REASON_CODE_FAILED_AUTHENTICATION
                || e.getReasonCode() == MqttException.REASON_CODE_NOT_AUTHORIZED);
    return refused
        ? new Fault.Auth("The broker " + broker + " refuses this gateway: check its access rules")
        : new Fault.Gone(
            "No connection to the broker " + broker + ": is it running? (" + reason(cause) + ")");
  }

  static String reason(@Nullable Throwable cause) {
    if (cause == null) {
      return "no reason given";
    }
    return cause.getCause() == null
        ? String.valueOf(cause.getMessage())
        : cause.getCause().toString();
  }
}
