package org.khue.cloud.platform.files;

import java.util.Set;

/// What may be stored for a purpose; a module declares one as a bean.
///
/// @param name stable, such as `consents.scan`
/// @param mostBytes the largest size
/// @param types media types, as found in the content; what a browser claims does not count
public record FileKind(String name, long mostBytes, Set<String> types) {
  public static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/webp");
  public static final Set<String> DOCUMENTS =
      Set.of(
          "application/pdf",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation",
          "application/vnd.oasis.opendocument.text",
          "application/vnd.oasis.opendocument.spreadsheet",
          "text/plain");

  public FileKind {
    types = Set.copyOf(types);
    if (mostBytes < 1 || types.isEmpty()) {
      throw new IllegalArgumentException("a kind of file has a size and types: " + name);
    }
  }
}
