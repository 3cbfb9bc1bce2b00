package org.khue.gateway.config.apply;

import java.util.List;
import java.util.Optional;
import org.khue.gateway.config.ConfigLoader;
import org.khue.gateway.config.ConfigProblem;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.Loaded;
import org.khue.gateway.config.Room;

/// What a gateway runs, for programs beside it: nothing is noted.
public final class PresentRoom {
  private PresentRoom() {}

  /// The room that took the place of the one that `gateway.yaml` names, by the cloud or on the
  /// gateway's own page; empty if none did, or if that file was edited since.
  public static Optional<Room> inPlaceOf(GatewayConfig config, ConfigLoader loader) {
    ConfigFiles files = new ConfigFiles(config.data());
    Kept kept = files.load().kept();
    if (kept.running() == null || !StartingRoom.base(config).equals(kept.base())) {
      return Optional.empty();
    }
    return files
        .whole(kept.running())
        .flatMap(file ->
            switch (loader.load(config.file(), file)) {
              case Loaded.Good<GatewayConfig>(GatewayConfig good) -> Optional.of(good.room());
              case Loaded.Wrong<GatewayConfig>(List<ConfigProblem> problems) ->
                  Optional.<Room>empty();
            });
  }
}
