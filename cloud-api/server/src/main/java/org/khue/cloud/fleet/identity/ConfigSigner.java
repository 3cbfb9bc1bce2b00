package org.khue.cloud.fleet.identity;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.fleet.identity.Forge.Signer;
import org.khue.contract.ConfigMessage;

/// Signs gateways' configurations. Its key (Ed25519) lies encrypted beside the authority's; its
/// certificate is the authority's, made for this purpose alone, and goes along with each message,
/// so that a gateway needs no more than the root's fingerprint.
///
/// A new key is made when two thirds of the certificate's two years are over, or when
/// `config-signer.pem` was deleted. A gateway that has met it believes the old one no more.
@Singleton
public final class ConfigSigner {
  private static final String CERTIFICATE = "config-signer.pem";
  private static final String KEY = "config-signer.key";

  private final AuthorityHolder authority;
  private final Clock clock;
  private @Nullable Signer present;

  ConfigSigner(AuthorityHolder authority, Clock clock) {
    this.authority = authority;
    this.clock = clock;
  }

  /// The message that makes this text the gateway's configuration.
  ///
  /// @param version later than all before
  /// @throws UncheckedIOException if the key cannot be used; the message says what to do
  public ConfigMessage sign(String gateway, long version, String body) {
    Signer signer = signer();
    String sha256 = sha256(body);
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(signer.key());
      signature.update(ConfigMessage.signed(gateway, version, sha256));
      Authority open = authority.get();
      String chain =
          AuthorityFiles.pem(signer.certificate())
              + AuthorityFiles.pem(open.intermediate())
              + AuthorityFiles.pem(open.root());
      return new ConfigMessage(version, sha256, signature.sign(), body, gateway, chain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a configuration could not be signed", e);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
  }

  /// Of a text in UTF-8, lower-case hexadecimal.
  public static String sha256(String text) {
    return HexFormat.of().formatHex(Authority.sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  private synchronized Signer signer() {
    try {
      AuthorityFiles files = authority.files();
      Signer known = present;
      if (known == null && files.has(CERTIFICATE)) {
        known = new Signer(files.key(KEY), files.certificate(CERTIFICATE));
      }
      if (known == null || !files.has(CERTIFICATE) || isOld(known.certificate())) {
        known = authority.get().config();
        files.key(KEY, known.key());
        files.certificate(CERTIFICATE, known.certificate());
      }
      present = known;
      return known;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The key that signs configurations cannot be used: " + e.getMessage(), e);
    }
  }

  private boolean isOld(X509Certificate certificate) {
    Instant from = certificate.getNotBefore().toInstant();
    Duration life = Duration.between(from, certificate.getNotAfter().toInstant());
    return clock.instant().isAfter(from.plus(life.multipliedBy(2).dividedBy(3)));
  }
}
