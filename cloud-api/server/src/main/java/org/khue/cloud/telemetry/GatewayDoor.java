package org.khue.cloud.telemetry;

/// Where gateways with certificates come in.
public interface GatewayDoor {
  /// The port on which the cloud's own endpoint listens with TLS; 0 if it does not.
  int tlsPort();
}
