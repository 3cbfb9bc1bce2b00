package org.khue.gateway.config.apply;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.khue.driver.DriverFactory;
import org.khue.gateway.config.ConfigLoader;
import org.khue.gateway.config.ConfigProblem;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.Loaded;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDifference;
import org.khue.gateway.device.DeviceRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts another room file in the place of the running one, without a restart: checks it as a start
/// would, writes it to disk, and changes device by device what differs. What runs and what the next
/// start begins with are the same whenever a call has ended.
///
/// One change at a time; whoever comes meanwhile waits.
public final class RoomChanges {
  /// A room file is no larger, in bytes of UTF-8.
  public static final int MOST_BYTES = 128 * 1024;

  private static final Logger log = LoggerFactory.getLogger(RoomChanges.class);
  private static final String NAME = "room.yaml";

  private final GatewayConfig config;
  private final Map<String, DriverFactory> drivers;
  private final ConfigFiles files;
  private final DeviceRuntime devices;
  private final Consumer<Room> announce;
  private String text;
  private ConfigState state;

  /// @param config what the gateway was started with
  /// @param announce tells the cloud of a room that now runs
  /// @throws IOException if the running room file cannot be read
  public RoomChanges(
      GatewayConfig config,
      Map<String, DriverFactory> drivers,
      DeviceRuntime devices,
      Consumer<Room> announce)
      throws IOException {
    this.config = config;
    this.drivers = Map.copyOf(drivers);
    this.devices = devices;
    this.announce = announce;
    files = new ConfigFiles(config.data());
    state = files.load();
    Version running = state.running();
    text = Files.readString(running == null ? config.roomFile() : files.room(running.sha256()));
  }

  /// The room file that runs now.
  public synchronized String text() {
    return text;
  }

  /// As the gateway's state message says it.
  public synchronized String label() {
    Version running = state.running();
    return running == null ? "" : running.label();
  }

  /// Somebody in the room changes the room file. The same text again changes nothing.
  ///
  /// @param next the whole new file
  public synchronized Applied change(String next) {
    Version running = state.running();
    long number = running == null ? 0 : running.number();
    Version own = new Version(number, ConfigFiles.sha256(next), true);
    return next.equals(text)
        ? new Applied.Done(new RoomDifference(List.of(), List.of(), List.of()))
        : exchange(next, state.good(own, base()));
  }

  /// @param following what is to be remembered while it runs
  private Applied exchange(String next, ConfigState following) {
    return switch (check(next)) {
      case Loaded.Wrong<Room>(List<ConfigProblem> problems) -> new Applied.Wrong(problems);
      case Loaded.Good<Room>(Room room) -> apply(next, room, following);
    };
  }

  private Applied apply(String next, Room room, ConfigState following) {
    ConfigState before = state;
    Room roomBefore = devices.room();
    try {
      files.keep(next);
      files.save(following);
    } catch (IOException e) {
      return new Applied.Failed(
          "the new room file cannot be kept, check the gateway's disk: " + e.getMessage());
    }
    try {
      RoomDifference difference = devices.apply(room);
      state = following;
      text = next;
      announce.accept(room);
      log.info("The room was changed: {}", difference);
      return new Applied.Done(difference);
    } catch (InterruptedException e) {
      // What the disk says counts at the next start.
      Thread.currentThread().interrupt();
      return new Applied.Failed("the gateway stops; its next start begins with the new room file");
    } catch (RuntimeException e) {
      log.error("A bug in changing the room; the old one is taken up again", e);
      takeBack(before, roomBefore);
      return new Applied.Failed(
          "the devices could not be changed (" + e + "); the old room goes on");
    }
  }

  private void takeBack(ConfigState before, Room roomBefore) {
    try {
      files.save(before);
      devices.apply(roomBefore);
    } catch (IOException e) {
      log.error("The old room file cannot be noted: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Reads the text as a start would read it.
  private Loaded<Room> check(String next) {
    int bytes = next.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      return wrong("larger than " + MOST_BYTES / 1024 + " KiB: take out what is not needed");
    }
    Path scratch = null;
    try {
      Files.createDirectories(config.data());
      scratch = Files.createTempFile(config.data(), "room-", ".yaml");
      Files.writeString(scratch, next);
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

  /// The hash of the room file that `gateway.yaml` names, as it is on disk now.
  private String base() {
    return StartingRoom.base(config);
  }
}
