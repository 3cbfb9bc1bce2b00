package org.khue.cloud.platform.net;

/// A port cannot be listened on; the message says how to find who has it.
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PortTakenException(String what, String host, int port, String setting, Throwable cause) {
    super(
        "%s cannot listen on %s:%d (%s). Find who does with: ss -ltnp 'sport = :%d'. Or choose another with %s."
            .formatted(what, host, port, cause.getMessage(), port, setting),
        cause);
  }
}
