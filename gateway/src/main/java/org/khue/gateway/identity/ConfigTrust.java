package org.khue.gateway.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.khue.contract.ConfigMessage;

/// Believes configurations that the cloud has signed for this gateway.
///
/// The signer's certificate comes with each message and leads up to the root whose fingerprint
/// stands on the sticker, so nothing else has to be kept here. It is made for this one purpose: a
/// certificate of a gateway or server, from the same authority, signs no configuration.
public final class ConfigTrust {
  /// The extended key usage of the signer's certificate (RFC 5280, section 4.2.1.12: code signing).
  static final String PURPOSE = "1.3.6.1.5.5.7.3.3";

  private static final String ALGORITHM = "Ed25519";
  private static final int LONGEST_CHAIN = 4;

  private final String gateway;
  private final Supplier<@Nullable String> authority;
  private final TrustedTime time;

  /// What a message is worth.
  public sealed interface Verdict {
    /// @param signerSince when the signer's certificate begins, milliseconds since 1970
    record Believed(long signerSince) implements Verdict {}

    /// @param reason a short code: `no-trust`, `other-gateway`, `signer`, `signature` or `hash`
    /// @param message what is wrong, and what to do
    record Doubted(String reason, String message) implements Verdict {}
  }

  /// @param gateway this gateway's id
  /// @param authority SHA-256 of the cloud's root, lower-case; null while none is known
  public ConfigTrust(String gateway, Supplier<@Nullable String> authority, TrustedTime time) {
    this.gateway = gateway;
    this.authority = authority;
    this.time = time;
  }

  public Verdict judge(ConfigMessage message) {
    String root = authority.get();
    if (root == null) {
      return new Verdict.Doubted(
          "no-trust",
          "this gateway does not know the cloud's root certificate: claim it, or write its"
              + " fingerprint under cloud: { ca: … } in gateway.yaml");
    }
    if (!message.gateway().equals(gateway)) {
      return new Verdict.Doubted(
          "other-gateway", "it was made for the gateway '" + message.gateway() + "'");
    }
    try {
      X509Certificate signer = signer(message, root);
      if (!isSigned(message, signer.getPublicKey())) {
        return new Verdict.Doubted("signature", "its signature is not the signer's");
      }
      if (!MessageDigest.isEqual(
          sha256(message.body()).getBytes(StandardCharsets.US_ASCII),
          message.sha256().getBytes(StandardCharsets.UTF_8))) {
        return new Verdict.Doubted("hash", "its text is not the one that was signed");
      }
      return new Verdict.Believed(signer.getNotBefore().getTime());
    } catch (IOException | GeneralSecurityException e) {
      return new Verdict.Doubted("signer", "its signer is not believed: " + e.getMessage());
    }
  }

  /// The signer's certificate, shown to come from the cloud's root and to be made for this.
  private X509Certificate signer(ConfigMessage message, String root)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> chain = Pem.chain(message.signer());
    if (chain.size() < 2 || chain.size() > LONGEST_CHAIN) {
      throw new IOException("it comes with " + chain.size() + " certificates");
    }
    X509Certificate top = chain.getLast();
    if (!CloudTrust.fingerprint(top).equals(root)) {
      throw new IOException(
          "it leads up to " + CloudTrust.fingerprint(top) + ", the sticker says " + root);
    }
    CloudTrust.requirePath(chain, time);
    X509Certificate signer = chain.getFirst();
    List<String> purposes = signer.getExtendedKeyUsage();
    if (purposes == null || !purposes.equals(List.of(PURPOSE))) {
      throw new IOException("its certificate is made for something else");
    }
    return signer;
  }

  private static boolean isSigned(ConfigMessage message, PublicKey key)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(ALGORITHM);
    signature.initVerify(key);
    signature.update(ConfigMessage.signed(message.gateway(), message.version(), message.sha256()));
    try {
      return signature.verify(message.signature());
    } catch (GeneralSecurityException e) {
      // Not even the form of one.
      return false;
    }
  }

  private static String sha256(String text) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
