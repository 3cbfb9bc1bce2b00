package org.khue.cloud.platform.imports.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.khue.cloud.platform.imports.Message;

/// A ZIP in memory. It is inflated once and counted before anybody relies on it: what it declares
/// about its sizes is not believed, so a small file that would grow without end (a "zip bomb") is
/// refused after [#MOST_INFLATED] bytes.
public final class Archive {
  static final int MOST_ENTRIES = 500;
  static final long MOST_INFLATED = 256L * 1024 * 1024;

  /// The shared texts of a spreadsheet are held in memory as a whole.
  static final long MOST_SHARED_STRINGS = 64L * 1024 * 1024;

  private static final String SPREADSHEET = "xl/workbook.xml";
  private static final String SHARED_STRINGS = "xl/sharedStrings.xml";

  private Archive() {}

  static boolean isSpreadsheet(byte[] content) {
    try (ZipFile zip = open(content)) {
      return zip.getEntry(SPREADSHEET) != null;
    } catch (IOException e) {
      throw new UnreadableException(Message.of("import.file-damaged"));
    }
  }

  /// Refuses what is damaged or would grow too large.
  static void check(byte[] content) {
    byte[] buffer = new byte[64 * 1024];
    long total = 0;
    try (ZipFile zip = open(content)) {
      List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
      if (entries.size() > MOST_ENTRIES) {
        throw new UnreadableException(Message.of("import.file-grows"));
      }
      for (ZipArchiveEntry entry : entries) {
        long size = 0;
        try (InputStream in = zip.getInputStream(entry)) {
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            size += n;
            total += n;
            if (total > MOST_INFLATED
                || (entry.getName().equals(SHARED_STRINGS) && size > MOST_SHARED_STRINGS)) {
              throw new UnreadableException(Message.of("import.file-grows"));
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UnreadableException(Message.of("import.file-damaged"));
    }
  }

  /// The files of a ZIP of tables by name, without folders; a name that stands twice, or lies in a
  /// folder, keeps its path. At most [FileKind#MOST_BYTES] each.
  public static Map<String, byte[]> files(byte[] content) {
    check(content);
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipFile zip = open(content)) {
      for (ZipArchiveEntry entry : new ArrayList<>(Collections.list(zip.getEntries()))) {
        if (entry.isDirectory()) {
          continue;
        }
        try (InputStream in = zip.getInputStream(entry)) {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          in.transferTo(out);
          files.put(entry.getName(), out.toByteArray());
        }
      }
      return files;
    } catch (IOException e) {
      throw new UnreadableException(Message.of("import.file-damaged"));
    }
  }

  private static ZipFile open(byte[] content) throws IOException {
    return ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(content)).get();
  }
}
