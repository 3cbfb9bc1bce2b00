package org.khue.gateway.config.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.khue.driver.DriverFactory;
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
  private static final Logger log = LoggerFactory.getLogger(RoomChanges.class);

  private final GatewayConfig config;
  private final RoomCheck check;
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
    this.devices = devices;
    this.announce = announce;
    check = new RoomCheck(config, drivers);
    files = new ConfigFiles(config.data());
    state = files.load();
    text = Files.readString(file(state.kept().running()));
  }

  /// The room file that runs now.
  public synchronized String text() {
    return text;
  }

  /// As the gateway's state message says it.
  public synchronized String label() {
    Version running = state.kept().running();
    return running == null ? "" : running.label();
  }

  /// Somebody in the room changes the room file. The same text again changes nothing.
  ///
  /// @param next the whole new file
  public synchronized Applied change(String next) {
    if (next.equals(text)) {
      return new Applied.Done(new RoomDifference(List.of(), List.of(), List.of()));
    }
    if (state.kept().trial() != null) {
      return new Applied.Failed(
          "a configuration of the cloud is on trial; try again in a minute or two");
    }
    Version running = state.kept().running();
    Version own = new Version(running == null ? 0 : running.number(), Hashes.sha256(next), true);
    return exchange(next, state.with(state.kept().good(own, base())));
  }

  /// The cloud sends another room file: it runs, but counts as good only when [#settle] is called.
  ///
  /// @param well the devices that were well before
  /// @param signerSince when its signer's certificate begins, milliseconds since 1970
  synchronized Applied tryOut(String next, Version version, List<String> well, long signerSince) {
    Kept kept = state.kept();
    List<String> expected = kept.trial() == null ? well : kept.expected();
    return exchange(
        next, state.taking(kept.onTrial(version, expected, base()), version, signerSince));
  }

  /// What is on trial is good.
  synchronized void settle() throws IOException {
    Kept kept = state.kept();
    update(state.with(kept.good(kept.trial(), kept.base())));
  }

  /// What is on trial is not: what was good before runs again.
  ///
  /// @param reason a short code
  /// @param message in words
  synchronized Applied giveUp(String reason, String message) {
    ConfigState following = state.givingUp(reason, message);
    Path back = file(following.kept().running());
    try {
      return exchange(Files.readString(back), following);
    } catch (IOException e) {
      return new Applied.Failed(back + " cannot be read: " + e.getMessage());
    }
  }

  synchronized ConfigState state() {
    return state;
  }

  /// Remembers something else, while the same room goes on.
  synchronized void update(ConfigState next) throws IOException {
    files.save(next);
    state = next;
  }

  private Path file(@Nullable Version version) {
    return version == null ? config.roomFile() : files.room(version.sha256());
  }

  /// @param following what is to be remembered while it runs
  private Applied exchange(String next, ConfigState following) {
    return switch (check.read(next)) {
      case Loaded.Wrong<Room>(List<ConfigProblem> problems) -> new Applied.Wrong(problems);
      case Loaded.Good<Room>(Room room) -> apply(next, room, following);
    };
  }

  private Applied apply(String next, Room room, ConfigState following) {
    ConfigState before = state;
    Room roomBefore = devices.room();
    try {
      if (following.kept().running() != null) {
        files.keep(next);
      }
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

  /// The hash of the room file that `gateway.yaml` names, as it is on disk now.
  private String base() {
    return StartingRoom.base(config);
  }
}
