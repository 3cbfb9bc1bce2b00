package org.khue.gateway.rollcall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.khue.gateway.files.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where class lists and what goes on are kept: one file each, readable by the gateway alone.
final class RollCallFiles {
  private static final Logger LOG = LoggerFactory.getLogger(RollCallFiles.class);
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final String CLASS = "class-";
  private static final String SUFFIX = ".json";

  private final Path directory;

  RollCallFiles(Path directory) {
    this.directory = directory;
  }

  /// All class lists by code. A file that cannot be read is told in the log and passed over.
  Map<String, ClassList> classes() throws IOException {
    Map<String, ClassList> classes = new TreeMap<>();
    if (!Files.isDirectory(directory)) {
      return classes;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, CLASS + "*" + SUFFIX)) {
      for (Path file : files) {
        read(file, ClassList.class).ifPresent(list -> classes.put(list.code(), list));
      }
    }
    return classes;
  }

  void keep(ClassList list) throws IOException {
    write(file(list.code()), list);
  }

  void forget(String code) throws IOException {
    DurableFile.delete(file(code));
  }

  Optional<Work> work() throws IOException {
    return read(directory.resolve("now.json"), Work.class);
  }

  void keep(@Nullable Work work) throws IOException {
    if (work == null) {
      DurableFile.delete(directory.resolve("now.json"));
    } else {
      write(directory.resolve("now.json"), work);
    }
  }

  Optional<Ended> latest() throws IOException {
    return read(directory.resolve("latest.json"), Ended.class);
  }

  void keep(Ended ended) throws IOException {
    write(directory.resolve("latest.json"), ended);
  }

  /// A code may hold what a file's name may not.
  private Path file(String code) {
    StringBuilder name = new StringBuilder(CLASS);
    code.codePoints().forEach(point -> name.append(Integer.toHexString(point)).append('-'));
    return directory.resolve(name + SUFFIX);
  }

  private static void write(Path file, Object content) throws IOException {
    DurableFile.writeSecret(file, JSON.writeValueAsString(content));
  }

  private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
    Optional<String> text = DurableFile.read(file);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(text.get(), type));
    } catch (JsonProcessingException e) {
      LOG.error("{} is damaged and passed over: {}", file, e.getOriginalMessage());
      return Optional.empty();
    }
  }
}
