package org.khue.gateway.identity;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What this gateway is to the cloud. In its file the facts stand first, one a line, then key and
/// certificates in PEM: one file, so that key and certificate are replaced together or not at all.
///
/// @param cloud where certificates are asked for, such as `https://cloud.example`
/// @param mqtt where to connect with it, such as `ssl://cloud.example:8883`
/// @param issued the cloud's time when it gave the certificate
/// @param chain the own certificate first, the cloud's root last
/// @param pin hash of the PIN of the gateway's own pages; null for none
/// @param courier the certificate of the cloud's key for packages on a stick, and those above it;
///   empty if the cloud did not tell
record Identity(
    String gateway,
    URI cloud,
    String mqtt,
    Instant issued,
    PrivateKey key,
    List<X509Certificate> chain,
    @Nullable String pin,
    List<X509Certificate> courier) {

  Identity {
    chain = List.copyOf(chain);
    courier = List.copyOf(courier);
  }

  private static final String COURIER = "courier:";

  X509Certificate own() {
    return chain.getFirst();
  }

  X509Certificate root() {
    return chain.getLast();
  }

  Instant ends() {
    return own().getNotAfter().toInstant();
  }

  /// When two thirds of its life are over.
  Instant renewAt() {
    Instant from = own().getNotBefore().toInstant();
    return from.plus(Duration.between(from, ends()).multipliedBy(2).dividedBy(3));
  }

  /// By its key, ECDSA with SHA-256 in DER.
  byte[] sign(byte[] content) {
    try {
      Signature signature = Signature.getInstance(KeyRequest.SIGNATURE);
      signature.initSign(key);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the present key cannot sign", e);
    }
  }

  String text() {
    return "gateway: "
        + gateway
        + "\ncloud: "
        + cloud
        + "\nmqtt: "
        + mqtt
        + "\nissued: "
        + issued
        + (pin == null ? "" : "\npin: " + pin)
        + "\n"
        + Pem.of(key)
        + Pem.of(chain)
        + (courier.isEmpty() ? "" : COURIER + "\n" + Pem.of(courier));
  }

  static Identity of(String text) throws IOException {
    Map<String, String> facts = new HashMap<>();
    text.lines()
        .takeWhile(line -> !line.startsWith("-----"))
        .forEach(line -> {
          int colon = line.indexOf(": ");
          if (colon > 0) {
            facts.put(line.substring(0, colon), line.substring(colon + 2));
          }
        });
    int courier = text.indexOf(COURIER);
    try {
      return new Identity(
          fact(facts.get("gateway")),
          URI.create(fact(facts.get("cloud"))),
          fact(facts.get("mqtt")),
          Instant.parse(fact(facts.get("issued"))),
          Pem.key(text),
          Pem.chain(courier < 0 ? text : text.substring(0, courier)),
          facts.get("pin"),
          courier < 0 ? List.of() : Pem.chain(text.substring(courier)));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("its first lines are damaged", e);
    }
  }

  private static String fact(@Nullable String value) throws IOException {
    if (value == null) {
      throw new IOException("its first lines are damaged");
    }
    return value;
  }

  /// Without key and PIN.
  @Override
  public String toString() {
    return "Identity[" + gateway + " until " + ends() + "]";
  }
}
