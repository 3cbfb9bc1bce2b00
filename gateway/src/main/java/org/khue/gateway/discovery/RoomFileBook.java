package org.khue.gateway.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import org.khue.gateway.config.ConfigLoader;
import org.khue.gateway.config.ConfigProblem;
import org.khue.gateway.config.Loaded;
import org.khue.gateway.config.Room;
import org.khue.gateway.files.DurableFile;

/// The room file on disk, for when no gateway runs on it: a start takes what was changed. The file
/// as it was before stays beside it, with `.before` at its end.
public final class RoomFileBook implements RoomBook {
  private final ConfigLoader loader;
  private final Path file;
  private final Path profiles;

  public RoomFileBook(ConfigLoader loader, Path file, Path profiles) {
    this.loader = loader;
    this.file = file;
    this.profiles = profiles;
  }

  @Override
  public Room room() {
    return switch (loader.room(file, profiles)) {
      case Loaded.Good<Room>(Room room) -> room;
      case Loaded.Wrong<Room>(List<ConfigProblem> problems) ->
          throw new IllegalStateException(problems.getFirst().toString());
    };
  }

  @Override
  public String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public Change change(String text) {
    Path trial = file.resolveSibling(file.getFileName() + ".trial");
    try {
      Files.copy(
          file, trial, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(trial, text);
      if (loader.room(trial, profiles) instanceof Loaded.Wrong<Room>(List<ConfigProblem> wrong)) {
        return new Change.Wrong(wrong.stream().map(problem -> named(problem, trial)).toList());
      }
      Files.copy(
          file,
          file.resolveSibling(file.getFileName() + ".before"),
          StandardCopyOption.COPY_ATTRIBUTES,
          StandardCopyOption.REPLACE_EXISTING);
      // A room file may hold passwords: who could not read it before cannot now.
      Set<PosixFilePermission> readers = Files.getPosixFilePermissions(file);
      DurableFile.write(file, text);
      Files.setPosixFilePermissions(file, readers);
      return new Change.Done();
    } catch (IOException e) {
      return new Change.Failed(
          file
              + " cannot be written: check that the disk is not full and that this user may write"
              + " there ("
              + e.getMessage()
              + ")");
    } finally {
      delete(trial);
    }
  }

  private ConfigProblem named(ConfigProblem problem, Path trial) {
    return problem.file().equals(trial.toString())
        ? new ConfigProblem(file.toString(), problem.line(), problem.path(), problem.message())
        : problem;
  }

  private static void delete(Path trial) {
    try {
      Files.deleteIfExists(trial);
    } catch (IOException e) {
      // It is overwritten by the next trial.
    }
  }
}
