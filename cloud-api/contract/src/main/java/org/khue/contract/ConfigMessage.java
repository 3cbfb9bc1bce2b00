package org.khue.contract;

/// A room configuration on its way to a gateway.
///
/// @param version monotonic; an older one is refused
/// @param sha256 of `body`, lower-case hex
/// @param signature Ed25519 over `version`, a line feed and `sha256` (UTF-8)
/// @param body the room file, YAML in UTF-8
public record ConfigMessage(long version, String sha256, byte[] signature, String body) {
  public ConfigMessage {
    signature = signature.clone();
  }

  @Override
  public byte[] signature() {
    return signature.clone();
  }
}
