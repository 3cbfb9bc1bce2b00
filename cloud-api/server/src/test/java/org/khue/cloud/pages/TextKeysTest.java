package org.khue.cloud.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.khue.web.Language;
import org.khue.web.i18n.Messages;

/// Texts and the places that use them fit together. Keys stand in the sources as whole literals,
/// never glued from parts, so that this can be checked.
class TextKeysTest {
  private static final List<String> BUNDLES =
      List.of(
          "org/khue/web/i18n/frame",
          "org/khue/cloud/identity/texts",
          "org/khue/cloud/pages/texts",
          "org/khue/cloud/pages/administration/texts",
          "org/khue/cloud/platform/imports/texts",
          "org/khue/cloud/organisation/texts");
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main"), Path.of("../web/src/main"));
  private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z-]*(?:\\.[a-z][a-z-]*)+)\"");
  private static final Pattern ASKED = Pattern.compile("\\.t\\(\\s*\"([^\"]+)\"");

  private final Messages messages = Messages.load(TextKeysTest.class.getClassLoader(), BUNDLES);

  private static List<String> sources() throws IOException {
    List<String> sources = new ArrayList<>();
    for (Path root : SOURCES) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.toList()) {
          if (file.toString().endsWith(".java") || file.toString().endsWith(".jte")) {
            sources.add(Files.readString(file));
          }
        }
      }
    }
    assertTrue(sources.size() > 50, "too few sources were found: " + sources.size());
    return sources;
  }

  private static Set<String> matches(Pattern pattern) throws IOException {
    Set<String> found = new HashSet<>();
    for (String source : sources()) {
      Matcher matcher = pattern.matcher(source);
      while (matcher.find()) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }

  @Test
  void everyTextIsUsed() throws IOException {
    Set<String> unused = new TreeSet<>(messages.keys());
    unused.removeAll(matches(LITERAL));
    assertEquals(Set.of(), unused);
  }

  @Test
  void everyTextThatIsAskedForExists() throws IOException {
    Set<String> asked = new TreeSet<>(matches(ASKED));
    assertTrue(asked.size() > 80, "too few uses were found: " + asked.size());
    asked.removeAll(messages.keys());
    assertEquals(Set.of(), asked);
  }

  @Test
  void bothLanguagesUseTheSameArguments() {
    for (String key : messages.keys()) {
      Set<String> english = messages.arguments(Language.EN, key);
      Set<String> vietnamese = messages.arguments(Language.VI, key);
      assertEquals(vietnamese, english, key);
    }
  }
}
