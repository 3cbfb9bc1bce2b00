package org.khue.cloud.platform.net;

import java.util.Locale;
import java.util.Set;

/// Hosts that are this machine itself, as settings name them. What does not leave the machine needs
/// no TLS; everything else does.
public final class Loopback {
  private static final Set<String> NAMES = Set.of("127.0.0.1", "::1", "[::1]", "localhost");

  private Loopback() {}

  /// Whether the host, as it is written, is this machine. No name is looked up.
  public static boolean is(String host) {
    return NAMES.contains(host.toLowerCase(Locale.ROOT));
  }
}
