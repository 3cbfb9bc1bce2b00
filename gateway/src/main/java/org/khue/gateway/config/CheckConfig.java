package org.khue.gateway.config;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks configuration files from the command line, as the gateway itself would at its start.
///
/// Arguments: files (a `gateway.yaml`, rooms, profiles, told apart by their first key) and
/// directories with `profiles/` and `rooms/`; `--profiles DIR` names the profiles of a room file,
/// else they lie in `../profiles` beside it. Exit code 0 if all is right, 2 if not, with every
/// problem on its line `file:line: path: message`.
public final class CheckConfig {
  private static final String USAGE =
      "usage: CheckConfig [--profiles DIR] FILE|DIRECTORY...\n"
          + "  FILE       a gateway.yaml, a room or a profile\n"
          + "  DIRECTORY  with profiles/ and rooms/: all of them\n";

  private final ConfigLoader loader;
  private final Set<ConfigProblem> problems = new LinkedHashSet<>();
  private final List<String> good = new ArrayList<>();
  private @Nullable Path profiles;

  CheckConfig(ConfigLoader loader) {
    this.loader = loader;
  }

  public static void main(String[] args) {
    ConfigLoader loader = new ConfigLoader(ConfigLoader.installedDrivers());
    System.exit(new CheckConfig(loader).run(List.of(args), System.out, System.err));
  }

  /// @return the exit code
  int run(List<String> args, PrintStream out, PrintStream err) {
    List<Path> paths = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i).equals("--profiles") && i + 1 < args.size()) {
        i++;
        profiles = Path.of(args.get(i));
      } else if (args.get(i).startsWith("-")) {
        err.print("unknown option " + args.get(i) + "\n" + USAGE);
        return 2;
      } else {
        paths.add(Path.of(args.get(i)).normalize());
      }
    }
    if (paths.isEmpty()) {
      err.print(USAGE);
      return 2;
    }
    paths.forEach(this::check);
    good.forEach(out::println);
    problems.forEach(err::println);
    if (!problems.isEmpty()) {
      err.println(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
    }
    return problems.isEmpty() ? 0 : 2;
  }

  private void check(Path path) {
    if (!Files.isDirectory(path)) {
      file(path);
      return;
    }
    List<Path> files = new ArrayList<>(YamlFiles.in(path.resolve("profiles")));
    files.addAll(YamlFiles.in(path.resolve("rooms")));
    if (files.isEmpty()) {
      problems.add(
          new ConfigProblem(
              path.toString(), 0, "", "has no *.yaml in profiles/ or rooms/: name a file instead"));
    }
    files.forEach(this::file);
  }

  private void file(Path path) {
    Problems reading = new Problems();
    YamlFile yaml = YamlReader.read(path, reading);
    if (yaml == null) {
      problems.addAll(reading.sorted());
    } else if (yaml.root().has("gateway")) {
      note(path, loader.load(path));
    } else if (yaml.root().has("profile")) {
      note(path, loader.profile(path));
    } else if (yaml.root().has("room")) {
      note(path, loader.room(path, profiles == null ? beside(path) : profiles));
    } else {
      problems.add(
          new ConfigProblem(
              path.toString(),
              1,
              "",
              "begins with none of the keys gateway, room, profile: it cannot be told what it is"));
    }
  }

  private <T> void note(Path path, Loaded<T> loaded) {
    switch (loaded) {
      case Loaded.Good<T> ok -> good.add(path + ": ok");
      case Loaded.Wrong<T> wrong -> problems.addAll(wrong.problems());
    }
  }

  private static Path beside(Path room) {
    return room.resolveSibling("../profiles").normalize();
  }
}
