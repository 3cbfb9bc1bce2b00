package org.khue.gateway.device;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.khue.driver.Identity;
import org.khue.gateway.files.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers which device, by serial number, stands behind each id: a file a device. To accept
/// another one on purpose, its file is deleted; it is read at each probe.
public final class Identities {
  private static final Logger log = LoggerFactory.getLogger(Identities.class);

  /// What came of comparing.
  sealed interface Check {
    record Same() implements Check {}

    /// @param message who was expected, who answered, how to accept the new one
    record Other(String message) implements Check {}
  }

  private final Path directory;

  /// @param directory `identities` below the gateway's data
  public Identities(Path directory) {
    this.directory = directory;
  }

  /// The number that is known; empty if none is.
  public String serial(String device) {
    try {
      return DurableFile.read(directory.resolve(device)).orElse("").strip();
    } catch (IOException e) {
      log.warn("{} cannot be read: {}", directory.resolve(device), e.toString());
      return "";
    }
  }

  /// The first device seen under an id is taken; a device that tells no serial number passes as the
  /// same.
  Check check(String device, Identity answered) {
    Path file = directory.resolve(device);
    try {
      String known = DurableFile.read(file).orElse("").strip();
      String serial = answered.serial().strip();
      if (!known.isEmpty() && !serial.isEmpty() && !known.equals(serial)) {
        return new Check.Other(
            "the device with serial number "
                + serial
                + " answers in place of "
                + known
                + "; to accept it, delete "
                + file);
      }
      if (!Files.exists(file) || (known.isEmpty() && !serial.isEmpty())) {
        DurableFile.write(file, serial + "\n");
      }
    } catch (IOException e) {
      log.warn("{} cannot be kept; check the disk: {}", file, e.toString());
    }
    return new Check.Same();
  }

  /// The ids of all devices that were ever connected.
  List<String> known() {
    List<String> ids = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        files.forEach(file -> ids.add(file.getFileName().toString()));
      } catch (IOException e) {
        log.warn("{} cannot be listed: {}", directory, e.toString());
      }
    }
    ids.removeIf(name -> name.endsWith(".new"));
    return ids;
  }

  /// The next device that answers under this id is taken for it.
  public void forget(String device) {
    try {
      DurableFile.delete(directory.resolve(device));
    } catch (IOException e) {
      log.warn("{} cannot be forgotten: {}", device, e.toString());
    }
  }
}
