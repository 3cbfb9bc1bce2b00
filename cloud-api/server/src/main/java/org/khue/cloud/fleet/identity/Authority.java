package org.khue.cloud.fleet.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.khue.cloud.fleet.identity.Forge.Purpose;
import org.khue.cloud.fleet.identity.Forge.Signer;
import org.khue.contract.courier.CourierReceipt;

/// The cloud's own certificate authority: a root that gateways are told to trust, and an
/// intermediate below it that signs their certificates and the MQTT endpoint's. The root's key is
/// needed once, to make the intermediate.
final class Authority {
  static final String ROOT = "root.pem";
  static final String INTERMEDIATE = "intermediate.pem";
  private static final String ROOT_KEY = "root.key";
  private static final String INTERMEDIATE_KEY = "intermediate.key";
  private static final String COURIER = "courier.pem";
  private static final String COURIER_KEY = "courier.key";
  private static final Duration RECEIPTS_LIFE = Duration.ofDays(730);
  private static final Duration ROOT_LIFE = Duration.ofDays(365 * 20);
  private static final Duration INTERMEDIATE_LIFE = Duration.ofDays(365 * 10);
  private static final Duration SERVER_LIFE = Duration.ofDays(90);

  private static final Duration CONFIG_LIFE = Duration.ofDays(365 * 2);

  /// A broker refuses everybody once its list is older than this; it is written anew each night.
  private static final Duration LIST_LIFE = Duration.ofDays(30);

  private final X509Certificate root;
  private final Signer intermediate;
  private final Signer courier;
  private final Clock clock;

  private Authority(X509Certificate root, Signer intermediate, Signer courier, Clock clock) {
    this.root = root;
    this.intermediate = intermediate;
    this.courier = courier;
    this.clock = clock;
  }

  /// Opens the authority, or makes it where there is none yet. A start that was cut off while it
  /// was made begins anew: nothing was signed then.
  ///
  /// @throws AuthorityException if a file is missing, damaged or does not open
  static Authority open(AuthorityFiles files, Clock clock) throws IOException {
    if (!files.has(INTERMEDIATE)) {
      KeyPair rootKeys = Forge.keys();
      Signer root = Forge.root(rootKeys, clock.instant(), ROOT_LIFE);
      KeyPair keys = Forge.keys();
      X509Certificate below =
          Forge.issue(
              root,
              "Khuê gateway authority",
              keys.getPublic(),
              clock.instant(),
              INTERMEDIATE_LIFE,
              Purpose.INTERMEDIATE,
              null);
      files.key(ROOT_KEY, root.key());
      files.certificate(ROOT, root.certificate());
      files.key(INTERMEDIATE_KEY, keys.getPrivate());
      files.certificate(INTERMEDIATE, below);
    }
    for (String name : List.of(ROOT, INTERMEDIATE_KEY)) {
      if (!files.has(name)) {
        throw new AuthorityException(
            files.file(name)
                + " is missing. Put back the directory from the key backup, then start again: a"
                + " new authority would be strange to every gateway.");
      }
    }
    Signer signer = new Signer(files.key(INTERMEDIATE_KEY), files.certificate(INTERMEDIATE));
    return new Authority(files.certificate(ROOT), signer, courier(files, signer, clock), clock);
  }

  /// The key that opens packages; an authority of an earlier version has none yet.
  private static Signer courier(AuthorityFiles files, Signer above, Clock clock)
      throws IOException {
    if (!files.has(COURIER)) {
      KeyPair keys = Forge.keys();
      files.key(COURIER_KEY, keys.getPrivate());
      files.certificate(
          COURIER,
          Forge.issue(
              above,
              "Khue courier",
              keys.getPublic(),
              clock.instant(),
              INTERMEDIATE_LIFE,
              Purpose.COURIER,
              null));
    }
    return new Signer(files.key(COURIER_KEY), files.certificate(COURIER));
  }

  /// Opens packages of gateways that have no network.
  Signer courier() {
    return courier;
  }

  /// A new key that signs receipts for them.
  Signer receipts() {
    KeyPair keys = Forge.keys();
    return new Signer(
        keys.getPrivate(),
        Forge.issue(
            intermediate,
            CourierReceipt.SIGNER,
            keys.getPublic(),
            clock.instant(),
            RECEIPTS_LIFE,
            Purpose.RECEIPTS,
            null));
  }

  /// Intermediate and root, in PEM.
  String above() throws IOException {
    return AuthorityFiles.pem(intermediate()) + AuthorityFiles.pem(root);
  }

  X509Certificate root() {
    return root;
  }

  X509Certificate intermediate() {
    return intermediate.certificate();
  }

  /// SHA-256 of the root's certificate in lower-case hexadecimal: what stickers show.
  String fingerprint() {
    try {
      return HexFormat.of().formatHex(sha256(root.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the root cannot be encoded", e);
    }
  }

  /// A certificate that ties the key to the gateway: its id is common name and alternative name.
  X509Certificate gateway(String id, PublicKey key, Duration life) {
    GeneralNames names = new GeneralNames(new GeneralName(GeneralName.dNSName, id));
    return Forge.issue(intermediate, id, key, clock.instant(), life, Purpose.GATEWAY, names);
  }

  /// A new key and certificate of the MQTT endpoint.
  ///
  /// @param names host names and addresses
  Signer server(List<String> names) {
    KeyPair keys = Forge.keys();
    GeneralName[] all =
        names.stream().map(name -> new GeneralName(kind(name), name)).toArray(GeneralName[]::new);
    PrivateKey key = keys.getPrivate();
    return new Signer(
        key,
        Forge.issue(
            intermediate,
            names.getFirst(),
            keys.getPublic(),
            clock.instant(),
            SERVER_LIFE,
            Purpose.SERVER,
            new GeneralNames(all)));
  }

  /// A new key that signs configurations, with its certificate.
  Signer config() {
    KeyPair keys = Forge.ed25519();
    return new Signer(
        keys.getPrivate(),
        Forge.issue(
            intermediate,
            "Khuê configuration",
            keys.getPublic(),
            clock.instant(),
            CONFIG_LIFE,
            Purpose.CONFIG,
            null));
  }

  /// The list of revoked certificates (RFC 5280, section 5) in PEM.
  ///
  /// @param revoked since when, by serial number
  String revocationList(Map<BigInteger, Instant> revoked) throws IOException {
    Instant now = clock.instant();
    X500Name issuer = X500Name.getInstance(intermediate().getSubjectX500Principal().getEncoded());
    X509v2CRLBuilder list = new X509v2CRLBuilder(issuer, Date.from(now.minusSeconds(3_600)));
    list.setNextUpdate(Date.from(now.plus(LIST_LIFE)));
    revoked.forEach((serial, since) ->
        list.addCRLEntry(serial, Date.from(since), CRLReason.cessationOfOperation));
    try {
      list.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(intermediate()));
      return AuthorityFiles.pem(
          list.build(new JcaContentSignerBuilder(Forge.SIGNATURE).build(intermediate.key())));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("the list of revoked certificates could not be signed", e);
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static int kind(String name) {
    boolean address = name.matches("[0-9.]{7,15}") || name.contains(":");
    return address ? GeneralName.iPAddress : GeneralName.dNSName;
  }
}
