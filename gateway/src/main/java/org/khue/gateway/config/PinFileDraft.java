package org.khue.gateway.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.khue.contract.PinHash;

/// The key `local-site-pin-file` as it was written.
///
/// @param directory what relative paths start from
record PinFileDraft(Node node, Path directory) {
  private static final String KEY = "local-site-pin-file";

  void check(Problems problems) {
    Path file = build();
    if (file == null) {
      return;
    }
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      String line = reader.readLine();
      if (line == null || !line.strip().matches(PinHash.DIGITS)) {
        problems.add(
            node.file(), "/" + KEY, file + " holds no PIN: its first line must be eight digits");
      }
    } catch (IOException e) {
      problems.add(
          node.file(),
          "/" + KEY,
          file + " cannot be read: put the PIN into it, eight digits in one line");
    }
  }

  @Nullable Path build() {
    String file = node.text(KEY);
    return file == null ? null : directory.resolve(file).toAbsolutePath().normalize();
  }
}
