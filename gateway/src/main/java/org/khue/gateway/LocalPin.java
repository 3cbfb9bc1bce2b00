package org.khue.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.khue.contract.PinHash;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.identity.GatewayIdentity;

/// Which PIN opens the local site: that of the configured file, or the sticker's.
final class LocalPin {
  private LocalPin() {}

  /// @param identity of a gateway with a certificate; null for one with a secret
  /// @throws IOException if the configured file cannot be read, or holds no PIN any more
  static Supplier<Optional<PinHash>> of(GatewayConfig config, @Nullable GatewayIdentity identity)
      throws IOException {
    Path file = config.pinFile();
    if (file == null) {
      return identity == null ? Optional::empty : identity::pin;
    }
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String line = lines.readLine();
      if (line == null || !line.strip().matches(PinHash.DIGITS)) {
        throw new IOException(file + " holds no PIN: its first line must be eight digits");
      }
      String pin = line.strip();
      return new Lazy(pin)::get;
    }
  }

  /// Hashed when it is first asked for: the slow hash is no part of the start.
  private static final class Lazy {
    private final String pin;
    private Optional<PinHash> hash = Optional.empty();

    Lazy(String pin) {
      this.pin = pin;
    }

    synchronized Optional<PinHash> get() {
      if (hash.isEmpty()) {
        hash = Optional.of(PinHash.of(pin));
      }
      return hash;
    }
  }
}
