package org.khue.gateway.discovery;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.khue.driver.DriverFactory;
import org.khue.driver.Links;
import org.khue.driver.TimeSource;
import org.khue.gateway.config.DiscoveryConfig;
import org.khue.gateway.config.Loaded;
import org.khue.gateway.config.ProfileEntry;
import org.khue.gateway.device.DeviceStatus;
import org.khue.gateway.device.Identities;

/// What an [Inbox] needs of the gateway around it.
///
/// @param drivers by id
/// @param broker whether the room has a broker
/// @param config where one may look; asked at each scan, so that a changed list counts at once
/// @param profiles of that directory; asked at each scan
/// @param book the room file that counts
/// @param statuses of the room's devices; empty if none run
/// @param numbers the serial numbers that were met
/// @param data the gateway's directory
public record Surroundings(
    Map<String, DriverFactory> drivers,
    Links links,
    TimeSource time,
    boolean broker,
    Supplier<Loaded<DiscoveryConfig>> config,
    ProfileSource profiles,
    RoomBook book,
    Supplier<List<DeviceStatus>> statuses,
    Numbers numbers,
    Path data) {
  public Surroundings {
    drivers = Map.copyOf(drivers);
  }

  /// Reads the profiles of a directory.
  public interface ProfileSource {
    List<ProfileEntry> in(Path directory);
  }

  /// The serial numbers by which devices are known again.
  public interface Numbers {
    /// Empty if none is known.
    String of(String device);

    /// The next one that answers is taken.
    void forget(String device);

    /// Those that the runtime keeps.
    static Numbers of(Identities identities) {
      return new Numbers() {
        @Override
        public String of(String device) {
          return identities.serial(device);
        }

        @Override
        public void forget(String device) {
          identities.forget(device);
        }
      };
    }
  }
}
