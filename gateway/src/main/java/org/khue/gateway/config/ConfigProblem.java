package org.khue.gateway.config;

/// Something wrong in a configuration file.
///
/// @param file as the user named it
/// @param line from 1; 0 if the file as a whole is meant
/// @param path JSON pointer of the key, such as `/devices/2/connection/port`; empty for the whole
///   file
/// @param message what is wrong and what would be right
public record ConfigProblem(String file, int line, String path, String message) {
  /// `file:line: path: message`, as editors and terminals link it.
  @Override
  public String toString() {
    return file
        + (line > 0 ? ":" + line : "")
        + ": "
        + (path.isEmpty() ? "" : path + ": ")
        + message;
  }
}
