package org.khue.gateway;

/// An address that the gateway must serve is already in use. The message says which, what it is for
/// and what to do.
public final class PortTakenException extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param purpose such as `the local site`
  /// @param key where gateway.yaml sets it, such as `local-site`
  public PortTakenException(String address, int port, String purpose, String key, Throwable cause) {
    super(
        "Port "
            + port
            + " ("
            + address
            + ") for "
            + purpose
            + " is taken by another process. Find it with: ss -ltnp 'sport = :"
            + port
            + "'. Then stop it, or change '"
            + key
            + "' in gateway.yaml.",
        cause);
  }
}
