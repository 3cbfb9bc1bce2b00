package org.khue.contract.update;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The public keys (Ed25519) whose releases are believed, and their text form (RFC 7468).
public final class ReleaseKeys {
  public static final String ALGORITHM = "Ed25519";

  /// Nobody is believed.
  public static final ReleaseKeys NONE = new ReleaseKeys(Map.of());

  private static final Pattern PUBLIC = block("PUBLIC KEY");
  private static final Pattern PRIVATE = block("PRIVATE KEY");
  private static final int MOST_CHARACTERS = 64 * 1024;
  private static final int MOST_KEYS = 20;

  private final Map<String, PublicKey> keys;

  private ReleaseKeys(Map<String, PublicKey> keys) {
    this.keys = Collections.unmodifiableMap(keys);
  }

  public static ReleaseKeys of(PublicKey key) {
    return new ReleaseKeys(Map.of(id(key), key));
  }

  /// @param pem one `PUBLIC KEY` or several
  /// @throws IllegalArgumentException if it holds none, or one that is no Ed25519 key
  public static ReleaseKeys parse(String pem) {
    if (pem.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException("it is too large for a file of release keys");
    }
    Map<String, PublicKey> found = new LinkedHashMap<>();
    Matcher blocks = PUBLIC.matcher(pem);
    try {
      while (blocks.find() && found.size() < MOST_KEYS) {
        PublicKey key =
            KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes(blocks)));
        found.put(id(key), key);
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("it holds a public key that is no Ed25519 key", e);
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("it holds no public key");
    }
    return new ReleaseKeys(found);
  }

  /// The first private key of a text.
  ///
  /// @throws IllegalArgumentException if it holds none
  public static PrivateKey privateKey(String pem) {
    Matcher block = PRIVATE.matcher(pem);
    if (!block.find()) {
      throw new IllegalArgumentException("it holds no private key");
    }
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePrivate(new PKCS8EncodedKeySpec(bytes(block)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("its private key is no Ed25519 key", e);
    }
  }

  /// The first public key of a text.
  ///
  /// @throws IllegalArgumentException if it holds none
  public static PublicKey publicKey(String pem) {
    return parse(pem).keys.values().iterator().next();
  }

  /// A public key as text.
  public static String pem(PublicKey key) {
    return pem("PUBLIC KEY", key.getEncoded());
  }

  /// A key pair's private key as text.
  public static String secretPem(KeyPair keys) {
    return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
  }

  /// SHA-256 of the key (SubjectPublicKeyInfo), lower-case hexadecimal.
  public static String id(PublicKey key) {
    return Sha256.of(key.getEncoded());
  }

  public boolean isEmpty() {
    return keys.isEmpty();
  }

  public Set<String> ids() {
    return keys.keySet();
  }

  Optional<PublicKey> key(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  private static Pattern block(String kind) {
    return Pattern.compile("-----BEGIN " + kind + "-----([^-]{1,500})-----END " + kind + "-----");
  }

  private static byte[] bytes(Matcher block) {
    return Base64.getMimeDecoder().decode(block.group(1));
  }

  private static String pem(String kind, byte[] bytes) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
  }
}
