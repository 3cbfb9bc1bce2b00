package org.khue.gateway.config.apply;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.khue.contract.wire.JsonCodec;
import org.khue.gateway.files.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The room files that the gateway keeps, `config/` below its data: `state.json`, and each room
/// file under its hash. A room file is on disk before the state names it, and is deleted after the
/// state has ceased to.
public final class ConfigFiles {
  private static final Logger log = LoggerFactory.getLogger(ConfigFiles.class);
  private static final String SUFFIX = ".yaml";

  private final Path directory;

  /// @param data the gateway's directory
  public ConfigFiles(Path data) {
    directory = data.resolve("config");
  }

  /// A damaged file counts as none: the room file of `gateway.yaml` runs then, and versions are
  /// taken anew.
  ConfigState load() {
    Path file = file();
    try {
      Optional<String> text = DurableFile.read(file);
      if (text.isPresent()) {
        return JsonCodec.read(text.get().getBytes(StandardCharsets.UTF_8), ConfigState.class);
      }
    } catch (IOException e) {
      log.error("{} cannot be read, the room file of gateway.yaml counts: {}", file, e.toString());
    }
    return ConfigState.NONE;
  }

  void save(ConfigState state) throws IOException {
    DurableFile.write(file(), new String(JsonCodec.write(state), StandardCharsets.UTF_8));
    clean(state);
  }

  /// Where the room file of that hash lies.
  Path room(String sha256) {
    return directory.resolve(sha256 + SUFFIX);
  }

  /// Puts a room file on disk under its hash.
  Path keep(String text) throws IOException {
    Path file = room(Hashes.sha256(text));
    DurableFile.write(file, text);
    return file;
  }

  /// The room file of that hash; empty if it is not there, or damaged.
  Optional<Path> whole(@Nullable Version version) {
    if (version == null) {
      return Optional.empty();
    }
    Path file = room(version.sha256());
    try {
      Optional<String> text = DurableFile.read(file);
      if (text.isPresent() && Hashes.sha256(text.get()).equals(version.sha256())) {
        return Optional.of(file);
      }
      log.error("{} is missing or damaged", file);
    } catch (IOException e) {
      log.error("{} cannot be read: {}", file, e.toString());
    }
    return Optional.empty();
  }

  private Path file() {
    return directory.resolve("state.json");
  }

  private void clean(ConfigState state) {
    Set<String> named = new HashSet<>();
    Stream.of(state.kept().good(), state.kept().before(), state.kept().trial())
        .filter(version -> version != null)
        .forEach(version -> named.add(version.sha256() + SUFFIX));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        if (!named.contains(file.getFileName().toString())) {
          DurableFile.delete(file);
        }
      }
    } catch (IOException e) {
      log.warn("{} cannot be tidied up: {}", directory, e.toString());
    }
  }
}
