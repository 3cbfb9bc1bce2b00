package org.khue.contract;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A room configuration on its way to a gateway.
///
/// @param version monotonic; an older one is refused
/// @param sha256 of `body`, lower-case hex
/// @param signature Ed25519 over [#signed]
/// @param body the room file, YAML in UTF-8
/// @param gateway whose configuration it is; empty in messages from before it was signed along
/// @param signer certificates in PEM: the signer's first, the cloud's root last; empty if not told
public record ConfigMessage(
    long version,
    String sha256,
    byte[] signature,
    String body,
    @Nullable String gateway,
    @Nullable String signer) {
  private static final String PURPOSE = "khue-config";

  public ConfigMessage {
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(body, "body");
    signature = signature.clone();
    gateway = gateway == null ? "" : gateway;
    signer = signer == null ? "" : signer;
  }

  @Override
  public byte[] signature() {
    return signature.clone();
  }

  @Override
  public String gateway() {
    return gateway == null ? "" : gateway;
  }

  @Override
  public String signer() {
    return signer == null ? "" : signer;
  }

  /// What is signed, in UTF-8: `khue-config`, the gateway's id, the version and the hash, with a
  /// line feed between them.
  public static byte[] signed(String gateway, long version, String sha256) {
    return (PURPOSE + "\n" + gateway + "\n" + version + "\n" + sha256)
        .getBytes(StandardCharsets.UTF_8);
  }
}
