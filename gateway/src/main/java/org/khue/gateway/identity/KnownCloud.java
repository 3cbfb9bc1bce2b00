package org.khue.gateway.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Which cloud a gateway belongs to, read from its directory.
public final class KnownCloud {
  private KnownCloud() {}

  /// SHA-256 of its root, lower-case hexadecimal; empty before the claim.
  ///
  /// @param data the gateway's directory
  public static Optional<String> root(Path data) throws IOException {
    return new IdentityFiles(data).load().map(identity -> CloudTrust.fingerprint(identity.root()));
  }
}
