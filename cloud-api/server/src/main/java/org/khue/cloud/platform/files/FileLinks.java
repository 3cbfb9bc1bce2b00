package org.khue.cloud.platform.files;

import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.khue.cloud.platform.security.KeyFile;

/// Links to files that work for a while without a session: `/f/<id>/<until>/<signature>`.
@Singleton
final class FileLinks {
  private static final Pattern PATH =
      Pattern.compile("/f/([0-9a-f-]{36})/([0-9]{1,12})/([0-9a-f]{64})");

  private final KeyFile key;
  private final FileSettings settings;
  private volatile String base = "";

  FileLinks(FileSettings settings) {
    this.settings = settings;
    key = KeyFile.at(settings.place().data().resolve("keys").resolve("links.key"));
  }

  /// Tells the address that files are handed out at, once it is known.
  void servedAt(String address) {
    base = address;
  }

  URI to(StoredFile file, Instant now) {
    long until = now.plus(settings.linkLife()).getEpochSecond();
    return URI.create(base + "/f/" + file.id() + "/" + until + "/" + signature(file.id(), until));
  }

  /// The file that a path leads to; empty if it was not made here or is too old.
  Optional<UUID> file(String path, Instant now) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    UUID id = UUID.fromString(matcher.group(1));
    long until = Long.parseLong(matcher.group(2));
    boolean genuine =
        MessageDigest.isEqual(
            matcher.group(3).getBytes(StandardCharsets.US_ASCII),
            signature(id, until).getBytes(StandardCharsets.US_ASCII));
    return genuine && now.getEpochSecond() <= until ? Optional.of(id) : Optional.empty();
  }

  private String signature(UUID id, long until) {
    return HexFormat.of().formatHex(key.mac("file " + id + " " + until));
  }
}
