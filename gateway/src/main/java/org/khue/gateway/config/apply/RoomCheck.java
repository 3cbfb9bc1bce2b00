package org.khue.gateway.config.apply;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.driver.DriverFactory;
import org.khue.gateway.config.ConfigLoader;
import org.khue.gateway.config.ConfigProblem;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.Loaded;
import org.khue.gateway.config.Room;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a room file's text as a start would read it.
final class RoomCheck {
  /// A room file is no larger, in bytes of UTF-8.
  static final int MOST_BYTES = 128 * 1024;

  private static final Logger log = LoggerFactory.getLogger(RoomCheck.class);
  private static final String NAME = "room.yaml";

  private final GatewayConfig config;
  private final Map<String, DriverFactory> drivers;

  RoomCheck(GatewayConfig config, Map<String, DriverFactory> drivers) {
    this.config = config;
    this.drivers = Map.copyOf(drivers);
  }

  Loaded<Room> read(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      return wrong("larger than " + MOST_BYTES / 1024 + " KiB: take out what is not needed");
    }
    Path scratch = null;
    try {
      Files.createDirectories(config.data());
      scratch = Files.createTempFile(config.data(), "room-", ".yaml");
      Files.writeString(scratch, text);
      return named(new ConfigLoader(drivers).load(config.file(), scratch), scratch);
    } catch (IOException e) {
      return wrong("cannot be checked, the gateway's disk takes nothing: " + e.getMessage());
    } finally {
      delete(scratch);
    }
  }

  private static Loaded<Room> named(Loaded<GatewayConfig> loaded, Path scratch) {
    return switch (loaded) {
      case Loaded.Good<GatewayConfig>(GatewayConfig good) -> new Loaded.Good<>(good.room());
      case Loaded.Wrong<GatewayConfig>(List<ConfigProblem> problems) ->
          new Loaded.Wrong<>(
              problems.stream()
                  .map(problem ->
                      problem.file().equals(scratch.toString())
                          ? new ConfigProblem(
                              NAME, problem.line(), problem.path(), problem.message())
                          : problem)
                  .toList());
    };
  }

  private static Loaded<Room> wrong(String message) {
    return new Loaded.Wrong<>(List.of(new ConfigProblem(NAME, 0, "", message)));
  }

  private static void delete(@Nullable Path scratch) {
    try {
      if (scratch != null) {
        Files.deleteIfExists(scratch);
      }
    } catch (IOException e) {
      log.warn("{} stays behind: {}", scratch, e.toString());
    }
  }
}
