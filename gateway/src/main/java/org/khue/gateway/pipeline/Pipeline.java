package org.khue.gateway.pipeline;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.khue.driver.PointSpec;
import org.khue.driver.UseRule;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDevice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the pipeline of each device of the room that is the gateway's at the time.
public final class Pipeline {
  private static final Logger log = LoggerFactory.getLogger(Pipeline.class);
  private static final String SUFFIX = ".json";

  private final GatewayClock clock;
  private final Recorder recorder;
  private final Path memory;
  private final AlarmDesk desk = new AlarmDesk();
  private final Taps taps = new Taps();
  private final Watcher watcher;
  private final Supplier<String> ids = () -> UUID.randomUUID().toString();
  private volatile Room room;

  /// @param memory directory of the files that remember open uses and alarms, one a device
  public Pipeline(Room room, GatewayClock clock, Recorder recorder, Path memory) {
    this(room, clock, recorder, memory, Watcher.NOBODY);
  }

  /// @param watcher sees every value
  public Pipeline(Room room, GatewayClock clock, Recorder recorder, Path memory, Watcher watcher) {
    this.room = room;
    this.watcher = watcher;
    this.clock = clock;
    this.recorder = recorder;
    this.memory = memory;
  }

  public AlarmDesk alarms() {
    return desk;
  }

  public Taps taps() {
    return taps;
  }

  /// From now on, pipelines are made by the rules of another room; those that were made go on.
  public void become(Room next) {
    room = next;
  }

  /// Of a device of the present room. The earlier pipeline of that device, if there was one, must
  /// have been closed.
  public DevicePipeline of(RoomDevice device) {
    EventOut out = out();
    Map<String, PointSpec> points =
        device.profile().points().stream().collect(Collectors.toMap(PointSpec::id, point -> point));
    List<UseTracker> uses = new ArrayList<>();
    UseRule own = device.profile().use();
    if (own != null) {
      tracker(device.id(), own, points, uses);
    }
    if (room.use() != null && room.use().device().equals(device.id())) {
      tracker("", room.use().rule(), points, uses);
    }
    List<AlarmTracker> alarms =
        room.alarms().stream()
            .filter(rule -> rule.device().equals(device.id()))
            .map(AlarmTracker::new)
            .toList();
    return new DevicePipeline(
        device.id(),
        device.profile().points(),
        StuckCheck.Settings.DEFAULT,
        new Episodes(uses, alarms, out, file(device.id())),
        desk,
        taps,
        out,
        clock,
        watcher);
  }

  /// Ends what a device left open that the room no longer has.
  public void endOrphans() {
    if (!Files.isDirectory(memory)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(memory, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        String device = name.substring(0, name.length() - SUFFIX.length());
        if (room.devices().stream().noneMatch(each -> each.id().equals(device))) {
          new Episodes(List.of(), List.of(), out(), file)
              .endRemembered(clock.now(), "gateway-restart");
        }
      }
    } catch (IOException e) {
      log.warn("{} cannot be listed: {}", memory, e.toString());
    }
  }

  /// Ends what a device left open that is no longer there. Its pipeline must have been closed.
  public void end(String device) {
    new Episodes(List.of(), List.of(), out(), file(device))
        .endRemembered(clock.now(), "configuration");
  }

  private EventOut out() {
    return new EventOut(recorder, room.simulated());
  }

  private void tracker(
      String of, UseRule rule, Map<String, PointSpec> points, List<UseTracker> uses) {
    PointSpec point = points.get(rule.point());
    if (point != null) {
      uses.add(new UseTracker(of, rule, point, ids));
    }
  }

  private Path file(String device) {
    return memory.resolve(device + SUFFIX);
  }
}
