package org.khue.driver;

/// An address in the network with a port of 1 to 65535.
public record Endpoint(String host, int port) {
  /// `host:port`.
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
