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
    if (state.kept().running() == null) {
      return config;
    }
    if (!base(config).equals(state.kept().base())) {
      log.warn("{} was edited: it counts now, what came later is put aside", config.roomFile());
      files.save(edited(state));
      return config;
    }
    ConfigState settled = trial(state, files, config, loader);
    GatewayConfig chosen = read(settled.kept().running(), files, config, loader);
    if (chosen == null && settled.kept().running() != null) {
      log.error("What ran last cannot be used; what was good before it counts");
      Kept kept = settled.kept();
      settled = settled.with(kept.good(kept.before(), kept.base()));
      chosen = read(settled.kept().running(), files, config, loader);
    }
    if (chosen == null) {
      settled = settled.with(settled.kept().good(null, ""));
      chosen = config;
    }
    files.save(settled);
    return chosen;
  }

  private static ConfigState edited(ConfigState state) {
    ConfigState without =
        state.kept().trial() == null
            ? state
            : state.givingUp("edited", "the gateway's own room file was edited meanwhile");
    return without.with(without.kept().good(null, ""));
  }

  /// What is on trial gets one more start, or is given up.
  private static ConfigState trial(
      ConfigState state, ConfigFiles files, GatewayConfig config, ConfigLoader loader) {
    Version trial = state.kept().trial();
    if (trial == null) {
      return state;
    }
    if (state.kept().starts() >= MOST_STARTS) {
      return state.givingUp(
          "restarts", "the gateway was started " + MOST_STARTS + " times before it was well");
    }
    return read(trial, files, config, loader) == null
        ? state.givingUp("damaged", "its file on the gateway's disk cannot be used")
        : state.with(state.kept().startedOnTrial());
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
      return Hashes.sha256(Files.readString(config.roomFile()));
    } catch (IOException e) {
      log.warn("{} cannot be read: {}", config.roomFile(), e.toString());
      return "";
    }
  }
}
