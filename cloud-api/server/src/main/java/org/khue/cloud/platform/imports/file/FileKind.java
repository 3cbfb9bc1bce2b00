package org.khue.cloud.platform.imports.file;

import java.util.Locale;
import org.khue.cloud.platform.imports.Message;

/// What a file is by its content; its name is not believed.
public enum FileKind {
  XLSX,
  CSV,
  /// A ZIP of tables.
  ZIP;

  /// Most bytes of a file.
  public static final int MOST_BYTES = 20 * 1024 * 1024;

  /// @throws UnreadableException for an empty file, one that is too large, and one of another kind,
  ///   with what to send instead
  public static FileKind of(byte[] content) {
    if (content.length == 0) {
      throw new UnreadableException(Message.of("import.file-empty"));
    }
    if (content.length > MOST_BYTES) {
      throw new UnreadableException(
          Message.of("import.file-too-large", "mebibytes", MOST_BYTES / 1024 / 1024));
    }
    if (startsWith(content, 0x50, 0x4b, 0x03, 0x04)) {
      return Archive.isSpreadsheet(content) ? XLSX : ZIP;
    }
    if (startsWith(content, 0xd0, 0xcf, 0x11, 0xe0)) {
      throw new UnreadableException(Message.of("import.file-old-excel"));
    }
    if (startsWith(content, 0x25, 0x50, 0x44, 0x46) || looksLikeMarkup(content)) {
      throw new UnreadableException(Message.of("import.file-no-table"));
    }
    return CSV;
  }

  public String ending() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static boolean startsWith(byte[] content, int... bytes) {
    if (content.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((content[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /// Some programs save a web page under the name of a spreadsheet.
  private static boolean looksLikeMarkup(byte[] content) {
    String start =
        new String(
                content, 0, Math.min(content.length, 200), java.nio.charset.StandardCharsets.UTF_8)
            .stripLeading()
            .toLowerCase(Locale.ROOT);
    return start.startsWith("<html") || start.startsWith("<!doctype") || start.startsWith("<?xml");
  }
}
