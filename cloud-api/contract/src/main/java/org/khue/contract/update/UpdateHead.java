package org.khue.contract.update;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Objects;
import org.khue.contract.update.UpdateException.Reason;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;

/// A signed manifest: the first part of a package, and what a gateway is offered before it fetches
/// anything.
///
/// @param manifest an [UpdateManifest] as JSON, byte for byte as it was signed
/// @param key id of the release key that signed it, see [ReleaseKeys#id]
/// @param signature Ed25519 over [#signed]
public record UpdateHead(byte[] manifest, String key, byte[] signature) {
  private static final byte[] PURPOSE = "khue update 1\n".getBytes(StandardCharsets.US_ASCII);

  public UpdateHead {
    manifest = manifest.clone();
    Objects.requireNonNull(key, "key");
    signature = signature.clone();
  }

  @Override
  public byte[] manifest() {
    return manifest.clone();
  }

  @Override
  public byte[] signature() {
    return signature.clone();
  }

  /// What is signed: the purpose, so that no signature serves for anything else, and the manifest.
  public static byte[] signed(byte[] manifest) {
    byte[] all = new byte[PURPOSE.length + manifest.length];
    System.arraycopy(PURPOSE, 0, all, 0, PURPOSE.length);
    System.arraycopy(manifest, 0, all, PURPOSE.length, manifest.length);
    return all;
  }

  /// The manifest, once it is certain that a believed key signed it and that it is whole.
  public UpdateManifest verified(ReleaseKeys keys) throws UpdateException {
    if (keys.isEmpty()) {
      throw new UpdateException(
          Reason.NO_TRUST,
          "no release key is believed here: name a file with release.pem of your releases under"
              + " updates: { keys: … } in gateway.yaml, or under khue.updates.keys in the cloud");
    }
    PublicKey believed =
        keys.key(key)
            .orElseThrow(() ->
                new UpdateException(
                    Reason.SIGNER, "it is signed by a release key that is not believed here"));
    if (!isSigned(believed)) {
      throw new UpdateException(
          Reason.SIGNATURE, "its signature is not that of the release key: take the original");
    }
    UpdateManifest read = told();
    read.check();
    return read;
  }

  /// What it says, whoever said so.
  public UpdateManifest told() throws UpdateException {
    try {
      return JsonCodec.read(manifest, UpdateManifest.class);
    } catch (WireException | RuntimeException e) {
      throw new UpdateException(Reason.UNREADABLE, "its manifest cannot be read", e);
    }
  }

  private boolean isSigned(PublicKey by) {
    try {
      Signature verifier = Signature.getInstance(ReleaseKeys.ALGORITHM);
      verifier.initVerify(by);
      verifier.update(signed(manifest));
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // Not even the form of one.
      return false;
    }
  }
}
