package org.khue.cloud.platform.security;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.files.WatchedFile;

/// The registered gateways and the hashes of their secrets, from `khue.gateways-file`: a JSON array
/// of `{"id": …, "secretSha256": hex}`. The file is read again when it changes.
@Singleton
public final class GatewaySecrets {
  private static final byte[] NOBODY = new byte[32];

  record Line(String id, String secretSha256) {}

  private final WatchedFile<Map<String, byte[]>> hashes;

  public GatewaySecrets(
      @Nullable @Property(name = "khue.gateways-file") Path file, ObjectMapper json) {
    hashes = new WatchedFile<>(file, Map.of(), bytes -> parse(json, bytes));
  }

  /// Whether that gateway is registered with that secret. Takes the same time for a wrong secret
  /// and an unknown gateway.
  public boolean matches(String gateway, byte[] secret) {
    byte[] hash = hashes.get().get(gateway);
    boolean equal = MessageDigest.isEqual(hash == null ? NOBODY : hash, Sha256.of(secret));
    return equal && hash != null;
  }

  public boolean isRegistered(String gateway) {
    return hashes.get().containsKey(gateway);
  }

  public Set<String> registered() {
    return hashes.get().keySet();
  }

  private static Map<String, byte[]> parse(ObjectMapper json, byte[] bytes) throws IOException {
    Map<String, byte[]> parsed = new HashMap<>();
    List<Line> lines = json.readValue(bytes, new TypeReference<>() {});
    for (Line line : lines) {
      byte[] hash = HexFormat.of().parseHex(line.secretSha256());
      if (hash.length != NOBODY.length) {
        throw new IllegalArgumentException(
            "the secretSha256 of " + line.id() + " must be 64 hex digits");
      }
      parsed.put(line.id(), hash);
    }
    return Map.copyOf(parsed);
  }
}
