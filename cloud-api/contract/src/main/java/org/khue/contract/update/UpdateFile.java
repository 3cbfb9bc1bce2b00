package org.khue.contract.update;

import java.util.Objects;
import java.util.regex.Pattern;

/// A file of an update.
///
/// @param path below the version's directory, with `/` between its parts
/// @param size in bytes
/// @param sha256 of its content, lower-case hexadecimal
public record UpdateFile(String path, long size, String sha256) {
  private static final int LONGEST_PATH = 200;

  /// No part begins with a point, so none leads out or hides; nothing that a shell or a Java
  /// argument file reads as more than a name.
  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]*(/[A-Za-z0-9_][A-Za-z0-9._+-]*){0,4}");

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public UpdateFile {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(sha256, "sha256");
  }

  boolean hasSafePath() {
    return path.length() <= LONGEST_PATH && PATH.matcher(path).matches();
  }

  boolean hasHash() {
    return SHA256.matcher(sha256).matches();
  }
}
