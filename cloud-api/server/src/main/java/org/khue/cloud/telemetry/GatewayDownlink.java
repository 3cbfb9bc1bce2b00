package org.khue.cloud.telemetry;

import org.khue.contract.Command;
import org.khue.contract.ConfigMessage;

/// The way down to a gateway.
public interface GatewayDownlink {

  /// Hands a command to the gateway's connection (QoS 1). This says nothing about its outcome: that
  /// comes as an event.
  ///
  /// @return false if the gateway is not connected: the command was not sent and will not be
  boolean send(String gateway, Command command);

  /// Makes this the gateway's configuration: sent now if it is connected, and again at each
  /// connection until a later one replaces it.
  void retain(String gateway, ConfigMessage config);
}
