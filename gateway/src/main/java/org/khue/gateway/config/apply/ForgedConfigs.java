package org.khue.gateway.config.apply;

import java.util.random.RandomGenerator;
import org.khue.contract.ConfigMessage;
import org.khue.gateway.identity.SigningDesk;
import org.khue.gateway.journal.chaos.Seeds;

/// Makes configurations that must not be taken, from such as were signed rightly.
final class ForgedConfigs {
  /// The one that runs.
  static final String RUNS = room("meter");

  private static final int KINDS = 11;

  private final String gateway;
  private final long version;
  private final RandomGenerator random;
  private final SigningDesk cloud = new SigningDesk();
  private final SigningDesk stranger = new SigningDesk();

  /// @param version of the one that runs
  ForgedConfigs(String gateway, long version, long seed) {
    this.gateway = gateway;
    this.version = version;
    random = Seeds.random(seed);
  }

  /// What the gateway's sticker shows.
  String fingerprint() {
    return cloud.fingerprint();
  }

  ConfigMessage good() {
    return cloud.sign(gateway, version, RUNS);
  }

  /// A room file with one device, which is not there.
  static String room(String device) {
    return """
    room: { id: lab, kind: other, name: { vi: "Phòng", en: "Room" } }
    simulated: true
    devices:
      - { id: %s, profile: meter, connection: { host: 127.0.0.1, port: 1, unit-id: 1 } }
    """
        .formatted(device);
  }

  ConfigMessage bad() {
    long later = version + 1 + random.nextInt(1_000_000);
    String body = room("other") + "# " + random.nextInt() + "\n";
    ConfigMessage good = cloud.sign(gateway, later, body);
    byte[] signature = good.signature();
    return switch (random.nextInt(KINDS)) {
      case 0 -> changed(good, later, good.sha256(), flipped(signature), body);
      case 1 -> changed(good, later, good.sha256(), signature, flipped(body));
      case 2 -> changed(good, later, flipped(good.sha256()), signature, body);
      case 3 -> changed(good, later ^ (1L << random.nextInt(40)), good.sha256(), signature, body);
      case 4 -> {
        String other = flipped(body);
        yield changed(good, later, SigningDesk.sha256(other), signature, other);
      }
      case 5 -> cloud.sign(gateway, 1 + random.nextLong(version - 1), body);
      case 6 -> cloud.sign(gateway, version, body);
      case 7 -> cloud.sign("gw-" + (2 + random.nextInt(1_000_000)), later, body);
      case 8 -> {
        ConfigMessage theirs = cloud.sign("gw-2", later, body);
        yield changed(good, later, theirs.sha256(), theirs.signature(), body);
      }
      case 9 -> stranger.sign(gateway, later, body);
      default ->
          changed(
              good, later, good.sha256(), stranger.signature(gateway, later, good.sha256()), body);
    };
  }

  private static ConfigMessage changed(
      ConfigMessage good, long version, String sha256, byte[] signature, String body) {
    return new ConfigMessage(version, sha256, signature, body, good.gateway(), good.signer());
  }

  private byte[] flipped(byte[] bytes) {
    byte[] copy = bytes.clone();
    copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    return copy;
  }

  /// One character is another.
  private String flipped(String text) {
    int at = random.nextInt(text.length());
    char other = (char) (text.charAt(at) ^ (1 + random.nextInt(7)));
    return text.substring(0, at) + other + text.substring(at + 1);
  }
}
