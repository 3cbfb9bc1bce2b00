package org.khue.gateway.clock;

import java.io.IOException;
import java.nio.file.Path;
import org.khue.gateway.files.DurableFile;

/// Counts the starts of this gateway, from 1.
public final class BootCounter {
  private BootCounter() {}

  /// The number of this start; on disk before it is returned, so that no two starts share one.
  ///
  /// @throws IOException if it cannot be read or kept: a gateway without a boot number of its own
  ///   must not stamp anything
  public static int next(Path data) throws IOException {
    Path file = data.resolve("boot");
    String before = DurableFile.read(file).orElse("0").strip();
    int boot;
    try {
      boot = Math.addExact(Integer.parseInt(before), 1);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new IOException(
          file
              + " holds '"
              + before
              + "' instead of a boot number. Write a number there that is higher than any boot of"
              + " this gateway in the cloud, then start again",
          e);
    }
    DurableFile.write(file, boot + "\n");
    return boot;
  }
}
