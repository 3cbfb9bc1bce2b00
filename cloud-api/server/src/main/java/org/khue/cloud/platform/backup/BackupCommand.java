package org.khue.cloud.platform.backup;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.DatabaseSettings;
import org.khue.cloud.platform.db.DatabaseUnavailableException;
import org.khue.cloud.platform.db.OwnerAccess;

/// `./khue backup` and `./khue restore`. Exit codes: 0 done, 1 not done (the last line says why), 2
/// wrong options.
public final class BackupCommand {
  private static final String CONFIGURATION = "micronaut.config.files";
  private static final int NOT_DONE = 1;
  private static final int USAGE = 2;
  private static final Set<String> FLAGS = Set.of("--verify");
  private static final Set<String> OPTIONS =
      Set.of("--config", "--to", "--keys", "--from", "--data");
  private static final String HELP =
      """
      usage: backup  --config FILE --to DIR [--keys DIR] [--verify]
             backup  --verify --from BACKUP
             restore --from BACKUP [--keys KEYS] --data NEWDIR
             restore --from BACKUP [--keys KEYS] --config FILE   (an external, empty database)
      """;

  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;

  BackupCommand(PrintStream out, PrintStream err, Clock clock) {
    this.out = out;
    this.err = err;
    this.clock = clock;
  }

  public static void main(String[] args) {
    System.exit(new BackupCommand(System.out, System.err, Clock.systemUTC()).run(args));
  }

  int run(String... args) {
    Map<String, String> options = options(args);
    if (options == null) {
      err.print(HELP);
      return USAGE;
    }
    try {
      boolean restores = args[0].equals("restore");
      if (restores && options.containsKey("--from")) {
        return restore(options);
      }
      if (!restores && options.containsKey("--verify") && options.containsKey("--from")) {
        verified(Path.of(options.get("--from")));
        return 0;
      }
      if (!restores && options.containsKey("--config") && options.containsKey("--to")) {
        backup(options);
        return 0;
      }
      err.print(HELP);
      return USAGE;
    } catch (BackupException | DatabaseUnavailableException e) {
      err.println(args[0] + ": " + e.getMessage());
    } catch (IOException | SQLException e) {
      err.println(args[0] + ": " + e.getMessage() + ". Nothing was left that looks complete.");
    }
    return NOT_DONE;
  }

  private void backup(Map<String, String> options)
      throws BackupException, IOException, SQLException {
    Path configuration = Path.of(options.getOrDefault("--config", ""));
    DatabaseSettings settings = settings(configuration);
    List<LeftOut> leftOut = LeftOut.all();
    long start = System.nanoTime();
    Path made;
    try (OwnerAccess owner = OwnerAccess.open(settings)) {
      Backup backup = new Backup(owner.source(), settings.data(), leftOut, clock);
      made = backup.data(Path.of(options.getOrDefault("--to", "")), configuration);
      String keys = options.get("--keys");
      if (keys != null) {
        out.println("keys: " + backup.keys(Path.of(keys)));
      } else if (leftOut.stream().anyMatch(LeftOut::areKeys)) {
        err.println(
            "backup: keys (of the audit trail, of persons) are not in a backup; without them it"
                + " cannot be read or checked. Give --keys DIR, on another medium, to keep the newest"
                + " ones.");
      }
    }
    told("backup", made, BackupFolder.read(made), start);
    if (options.containsKey("--verify")) {
      verified(made);
    }
  }

  private void verified(Path directory) throws BackupException, IOException {
    long start = System.nanoTime();
    told("verified", directory, Verification.of(directory), start);
  }

  private int restore(Map<String, String> options)
      throws BackupException, IOException, SQLException {
    List<Restore.Source> sources = new ArrayList<>();
    sources.add(source(options.get("--from"), Manifest.DATA));
    if (options.containsKey("--keys")) {
      sources.add(source(options.get("--keys"), Manifest.KEYS));
    }
    long start = System.nanoTime();
    if (options.containsKey("--data")) {
      NewData.restore(Path.of(options.get("--data")), sources);
    } else if (options.containsKey("--config")) {
      DatabaseSettings settings = settings(Path.of(options.get("--config")));
      if (settings.url() == null) {
        throw new BackupException(
            "The configuration names no khue.database.url; for an embedded database give --data"
                + " NEWDIR.");
      }
      NewData.requireEmpty(settings.data());
      try (OwnerAccess target = OwnerAccess.open(settings)) {
        new Restore(target.source(), settings.user(), settings.password()).from(sources);
      }
      NewData.files(settings.data(), sources);
    } else {
      err.print(HELP);
      return USAGE;
    }
    told("restored", sources.getFirst().directory(), sources.getFirst().manifest(), start);
    return 0;
  }

  private static Restore.Source source(@Nullable String directory, String kind)
      throws BackupException, IOException {
    Path path = Path.of(String.valueOf(directory));
    Manifest manifest = Verification.of(path);
    if (!manifest.kind().equals(kind)) {
      throw new BackupException(path + " is a backup of " + manifest.kind() + ", not of " + kind);
    }
    return new Restore.Source(path, manifest);
  }

  private void told(String what, Path directory, Manifest manifest, long start) throws IOException {
    double seconds = (System.nanoTime() - start) / 1e9;
    long bytes = 0;
    for (Path file : Durable.filesBelow(directory)) {
      bytes += Files.size(file);
    }
    out.printf(
        "%s %s: %d tables, %,d rows, %d files, %.1f MB packed, %.1f s, %.1f MB/s, %,.0f rows/s%n",
        what,
        directory,
        manifest.tables().size(),
        manifest.rows(),
        manifest.files().size(),
        bytes / 1e6,
        seconds,
        bytes / 1e6 / seconds,
        manifest.rows() / seconds);
  }

  /// The cloud's own settings, without starting the cloud.
  private static DatabaseSettings settings(Path configuration) throws BackupException {
    if (!Files.isReadable(configuration)) {
      throw new BackupException("The configuration " + configuration + " cannot be read.");
    }
    String before = System.setProperty(CONFIGURATION, configuration.toString());
    try (Environment environment = ApplicationContext.builder().build().getEnvironment().start()) {
      return new DatabaseSettings(
          environment.getProperty("khue.data", Path.class).orElse(Path.of("data")),
          environment.getProperty("khue.database.url", String.class).orElse(null),
          environment.getProperty("khue.database.user", String.class).orElse("khue"),
          environment.getProperty("khue.database.password", String.class).orElse(null));
    } finally {
      if (before == null) {
        System.clearProperty(CONFIGURATION);
      } else {
        System.setProperty(CONFIGURATION, before);
      }
    }
  }

  private static @Nullable Map<String, String> options(String[] args) {
    if (args.length == 0 || !Set.of("backup", "restore").contains(args[0])) {
      return null;
    }
    Map<String, String> options = new HashMap<>();
    for (int i = 1; i < args.length; i++) {
      if (FLAGS.contains(args[i])) {
        options.put(args[i], "");
      } else if (OPTIONS.contains(args[i]) && i + 1 < args.length) {
        options.put(args[i], args[++i]);
      } else {
        return null;
      }
    }
    return options;
  }
}
