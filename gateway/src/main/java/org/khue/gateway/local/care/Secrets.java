package org.khue.gateway.local.care;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.GatewayConfig.Cloud;
import org.khue.gateway.config.Room;

/// The secrets that a configuration holds or names, to be looked for in texts.
final class Secrets {
  private Secrets() {}

  static Set<String> of(GatewayConfig config) {
    Set<String> secrets = new HashSet<>();
    switch (config.cloud()) {
      case Cloud.WithSecret(URI mqtt, Path file, var _) -> {
        user(secrets, mqtt);
        firstLine(secrets, file);
      }
      case Cloud.WithCertificate claim -> {
        user(secrets, claim.url());
        if (claim.claimCode() != null) {
          secrets.add(claim.claimCode());
        }
      }
    }
    if (config.roomBroker() != null) {
      user(secrets, config.roomBroker().uri());
    }
    firstLine(secrets, config.pinFile());
    add(secrets, config.room());
    return secrets;
  }

  /// Those of the room's devices.
  static void add(Set<String> secrets, Room room) {
    room.devices().forEach(device -> values(secrets, device.config().connection()));
  }

  private static void values(Set<String> secrets, Map<?, ?> block) {
    block.forEach((key, value) -> {
      if (value instanceof Map<?, ?> inner) {
        values(secrets, inner);
      } else if (!Shareable.isShareable(String.valueOf(key), value)) {
        secrets.add(String.valueOf(value));
      }
    });
  }

  private static void user(Set<String> secrets, URI address) {
    if (address.getRawUserInfo() != null) {
      secrets.addAll(List.of(address.getRawUserInfo().split(":", 2)));
    }
  }

  private static void firstLine(Set<String> secrets, @Nullable Path file) {
    if (file == null) {
      return;
    }
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String line = lines.readLine();
      secrets.add(line == null ? "" : line.strip());
    } catch (IOException e) {
      // What this process cannot read, it cannot have told.
    }
  }
}
