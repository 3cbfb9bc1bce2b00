package org.khue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The check that Spotless makes, run on the toolchain's JDK: the formatter needs a newer one than
/// Maven may run on.
class SourceStyleTest {
  private static final Path PROJECT = Path.of("..");

  @Test
  void everySourceIsFormattedByGoogleJavaFormat() throws IOException, FormatterException {
    List<Path> sources = sources();
    assertTrue(sources.size() > 200, "saw only " + sources.size() + " sources");
    Formatter formatter = new Formatter();
    List<String> unformatted = new ArrayList<>();
    for (Path source : sources) {
      String text = Files.readString(source);
      if (!formatted(formatter, text).equals(text)) {
        unformatted.add(PROJECT.relativize(source).toString());
      }
    }
    assertEquals(List.of(), unformatted, "run `mvn spotless:apply` on JDK 25 or later");
  }

  /// As Spotless does it: long texts are left as they are.
  private static String formatted(Formatter formatter, String text) throws FormatterException {
    String imports = ImportOrderer.reorderImports(text, JavaFormatterOptions.Style.GOOGLE);
    return formatter.formatSource(RemoveUnusedImports.removeUnusedImports(imports));
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT)) {
      return files
          .filter(path -> path.toString().endsWith(".java"))
          .filter(path -> path.toString().contains("/src/"))
          .filter(path -> !path.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }
}
