package org.khue.cloud.fleet.identity;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.security.KeyFile;

/// The authority, opened when it is first needed: a cloud without gateways of its own has none.
@Singleton
final class AuthorityHolder {
  private final AuthoritySettings settings;
  private final Clock clock;
  private volatile @Nullable Authority open;

  AuthorityHolder(AuthoritySettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// @throws UncheckedIOException if its files cannot be used; the message says what to do
  Authority get() {
    Authority known = open;
    return known == null ? opened() : known;
  }

  private synchronized Authority opened() {
    Authority known = open;
    if (known == null) {
      try {
        known = Authority.open(files(), clock);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "The gateways' certificate authority cannot be used: " + e.getMessage(), e);
      }
      open = known;
    }
    return known;
  }

  /// The files of the authority, opened with its passphrase.
  AuthorityFiles files() throws IOException {
    return new AuthorityFiles(settings.directory(), passphrase());
  }

  private String passphrase() throws IOException {
    Path file = settings.passphraseFile();
    if (file == null) {
      KeyFile made = KeyFile.at(settings.directory().resolve("passphrase.key"));
      return HexFormat.of().formatHex(made.mac("gateway authority"));
    }
    String first = Files.readString(file).lines().findFirst().orElse("").strip();
    if (first.isEmpty()) {
      throw new AuthorityException(
          file + " (khue.gateways.ca.passphrase-file) is empty: write the passphrase into it.");
    }
    return first;
  }
}
