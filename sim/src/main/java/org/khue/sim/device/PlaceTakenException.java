package org.khue.sim.device;

/// The port or file where a device is to stand cannot be had. The message says which, and what to
/// do.
public final class PlaceTakenException extends Exception {
  private static final long serialVersionUID = 1L;

  public PlaceTakenException(String message, Throwable cause) {
    super(message, cause);
  }

  /// A port that is taken.
  ///
  /// @param kind TCP or UDP
  public static PlaceTakenException port(String kind, String host, int port, Throwable cause) {
    String flag = kind.equals("UDP") ? "u" : "t";
    return new PlaceTakenException(
        "%s port %s:%d cannot be opened (%s). See who has it with 'ss -%slpn sport = :%d', end it or shift all ports with --port-base"
            .formatted(kind, host, port, cause.getMessage(), flag, port),
        cause);
  }
}
