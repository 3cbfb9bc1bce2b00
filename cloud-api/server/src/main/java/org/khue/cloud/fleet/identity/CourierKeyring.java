package org.khue.cloud.fleet.identity;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.telemetry.CourierKeys;

/// The authority's keys for packages. Receipts are signed by a key that is made anew at each start:
/// its certificate goes along with each.
@Singleton
final class CourierKeyring implements CourierKeys {
  private final AuthorityHolder authority;
  private Forge.@Nullable Signer receipts;

  CourierKeyring(AuthorityHolder authority) {
    this.authority = authority;
  }

  @Override
  public PrivateKey opening() {
    return authority.get().courier().key();
  }

  @Override
  public byte[] signReceipt(byte[] content) {
    try {
      Signature signature = Signature.getInstance(Forge.SIGNATURE);
      signature.initSign(receipts().key());
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key of our own cannot sign", e);
    }
  }

  @Override
  public String chain() {
    try {
      return AuthorityFiles.pem(receipts().certificate()) + authority.get().above();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
  }

  private synchronized Forge.Signer receipts() {
    Forge.Signer known = receipts;
    if (known == null) {
      known = authority.get().receipts();
      receipts = known;
    }
    return known;
  }
}
