package org.khue.gateway.config.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.gateway.config.ConfigLoader;
import org.khue.gateway.config.ConfigProblem;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.Loaded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which room a start begins with: what is on trial, unless too many starts have ended before it
/// was known to be good; else what was good last; else the room file of `gateway.yaml`. That file
/// counts again when somebody has edited it since.
public final class StartingRoom {
  /// So often the gateway is started with a room file that is not known to be good.
  static final int MOST_STARTS = 3;

  private static final Logger log = LoggerFactory.getLogger(StartingRoom.class);

  private StartingRoom() {}

  /// Notes on disk what it has chosen.
  ///
  /// @param config as `gateway.yaml` says
  /// @throws IOException if that cannot be noted
  public static GatewayConfig choose(GatewayConfig config, ConfigLoader loader) throws IOException {
    ConfigFiles files = new ConfigFiles(config.data());
    ConfigState state = files.load();
    if (state.running() == null) {
      return config;
    }
    if (!base(config).equals(state.base())) {
      log.warn("{} was edited: it counts now, what came later is put aside", config.roomFile());
      files.save(state.fileCounts());
      return config;
    }
    ConfigState settled = trial(state, files, config, loader);
    @Nullable GatewayConfig chosen = read(settled.running(), files, config, loader);
    if (chosen == null && settled.running() != null) {
      log.error("What ran last cannot be used; what was good before it counts");
      settled = settled.good(settled.before(), settled.base());
      chosen = read(settled.running(), files, config, loader);
    }
    if (chosen == null) {
      settled = settled.fileCounts();
      chosen = config;
    }
    files.save(settled);
    return chosen;
  }

  /// What is on trial gets one more start, or is given up.
  private static ConfigState trial(
      ConfigState state, ConfigFiles files, GatewayConfig config, ConfigLoader loader) {
    Version trial = state.trial();
    if (trial == null) {
      return state;
    }
    if (state.starts() >= MOST_STARTS) {
      return state.givenUp("restarts");
    }
    return read(trial, files, config, loader) == null
        ? state.givenUp("damaged")
        : state.startedOnTrial();
  }

  private static @Nullable GatewayConfig read(
      @Nullable Version version, ConfigFiles files, GatewayConfig config, ConfigLoader loader) {
    return files
        .whole(version)
        .flatMap(file ->
            switch (loader.load(config.file(), file)) {
              case Loaded.Good<GatewayConfig>(GatewayConfig good) ->
                  Optional.of(config.with(good.room()));
              case Loaded.Wrong<GatewayConfig>(List<ConfigProblem> problems) -> {
                problems.forEach(problem -> log.error("{}", problem));
                yield Optional.<GatewayConfig>empty();
              }
            })
        .orElse(null);
  }

  /// The hash of the room file that `gateway.yaml` names, as it is on disk now; empty if it cannot
  /// be read.
  static String base(GatewayConfig config) {
    try {
      return ConfigFiles.sha256(Files.readString(config.roomFile()));
    } catch (IOException e) {
      log.warn("{} cannot be read: {}", config.roomFile(), e.toString());
      return "";
    }
  }
}
