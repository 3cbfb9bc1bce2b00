package org.khue.cloud.platform.files;

import java.text.Normalizer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file to be stored.
///
/// @param kind name of its [FileKind]
/// @param name as its owner calls it; path and control characters are taken out
/// @param unit whose it is
/// @param person whom it is about; null for nobody
public record NewFile(String kind, String name, UUID unit, @Nullable UUID person) {
  private static final int LONGEST_NAME = 200;

  public NewFile {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String clean =
        Normalizer.normalize(last, Normalizer.Form.NFC).replaceAll("\\p{Cntrl}", "").strip();
    String whole = clean.isEmpty() ? "file" : clean;
    int end = whole.codePointCount(0, whole.length());
    name =
        end <= LONGEST_NAME ? whole : whole.substring(0, whole.offsetByCodePoints(0, LONGEST_NAME));
  }
}
