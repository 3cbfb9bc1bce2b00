package org.khue.gateway.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.khue.driver.DriverFactory;

/// Reads a gateway's configuration: `gateway.yaml`, the room file and the profiles that it names.
///
/// It goes in two steps. The first reads drafts, which keep for every key the file and line where
/// it stands, and finds all that is wrong: by the JSON Schemas, by what the schemas cannot say, and
/// by the drivers' own word. Only when nothing is wrong does the second build the records that the
/// gateway runs on.
public final class ConfigLoader {
  private final Map<String, DriverFactory> drivers;
  private final SchemaCheck schemas = new SchemaCheck();
  private final Units units = new Units();

  /// @param drivers by id, see [#installedDrivers]
  public ConfigLoader(Map<String, DriverFactory> drivers) {
    this.drivers = Map.copyOf(drivers);
  }

  /// The drivers on the class path, by id.
  public static Map<String, DriverFactory> installedDrivers() {
    Map<String, DriverFactory> drivers = new HashMap<>();
    for (DriverFactory driver : ServiceLoader.load(DriverFactory.class)) {
      drivers.put(driver.id(), driver);
    }
    return drivers;
  }

  /// Reads everything that a `gateway.yaml` names.
  public Loaded<GatewayConfig> load(Path gatewayFile) {
    return read(gatewayFile, null);
  }

  /// Reads everything that a `gateway.yaml` names, but another room file in the place of its own.
  public Loaded<GatewayConfig> load(Path gatewayFile, Path roomFile) {
    return read(gatewayFile, roomFile);
  }

  private Loaded<GatewayConfig> read(Path gatewayFile, @Nullable Path roomFile) {
    Checks checks = checks();
    GatewayDraft draft = GatewayDraft.read(gatewayFile, roomFile, checks);
    return loaded(checks, draft == null ? null : draft::build);
  }

  /// Reads a room file with the profiles that it names.
  public Loaded<Room> room(Path roomFile, Path profiles) {
    Checks checks = checks();
    RoomDraft draft = RoomDraft.read(roomFile, profiles, checks);
    return loaded(checks, draft == null ? null : draft::build);
  }

  /// Reads a profile by itself.
  public Loaded<org.khue.driver.Profile> profile(Path profileFile) {
    Checks checks = checks();
    ProfileDraft draft = ProfileDraft.read(profileFile, checks);
    return loaded(checks, draft == null ? null : () -> draft.build(draft.points()));
  }

  /// Where a `gateway.yaml` lets its gateway look for devices.
  public Loaded<DiscoveryConfig> discovery(Path gatewayFile) {
    Checks checks = checks();
    GatewayDraft draft = GatewayDraft.read(gatewayFile, null, checks);
    return loaded(checks, draft == null ? null : draft::discovery);
  }

  /// The sound profiles of a directory, by id.
  public List<ProfileEntry> profiles(Path directory) {
    List<ProfileEntry> entries = new ArrayList<>();
    for (Path file : YamlFiles.in(directory)) {
      Checks checks = checks();
      ProfileDraft draft = ProfileDraft.read(file, checks);
      if (draft != null && checks.problems().isEmpty()) {
        entries.add(ProfileEntry.of(draft));
      }
    }
    return entries;
  }

  private Checks checks() {
    return new Checks(drivers, schemas, units, new Problems());
  }

  private static <T> Loaded<T> loaded(Checks checks, @Nullable Supplier<T> build) {
    if (build == null || !checks.problems().isEmpty()) {
      return new Loaded.Wrong<>(checks.problems().sorted());
    }
    return new Loaded.Good<>(build.get());
  }
}
