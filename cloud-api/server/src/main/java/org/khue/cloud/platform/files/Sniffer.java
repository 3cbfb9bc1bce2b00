package org.khue.cloud.platform.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.tika.Tika;

/// Finds the media type of a content by looking into it; names and claims do not count.
final class Sniffer {
  private static final Map<String, String> OFFICE =
      Map.of(
          "word/document.xml",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "xl/workbook.xml",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "ppt/presentation.xml",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation");

  private final Tika tika = new Tika();

  String type(Path file) throws IOException {
    String type;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      type = tika.detect(in);
    }
    boolean zip = type.equals("application/zip") || type.equals("application/x-tika-ooxml");
    return zip ? office(file) : type;
  }

  /// A document of an office program is a ZIP file with known parts.
  private static String office(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.getEntry("[Content_Types].xml") != null) {
        for (Map.Entry<String, String> part : OFFICE.entrySet()) {
          if (zip.getEntry(part.getKey()) != null) {
            return part.getValue();
          }
        }
      }
      return "application/zip";
    } catch (ZipException e) {
      return "application/octet-stream"; // begins like a ZIP file and is none
    }
  }
}
