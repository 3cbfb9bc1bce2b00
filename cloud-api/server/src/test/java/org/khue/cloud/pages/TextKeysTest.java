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
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main"), Path.of("../web/src/main"));
  private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z-]*(?:\\.[a-z][a-z-]*)+)\"");
  private static final Pattern BUNDLE = Pattern.compile("TextBundle\\(\\s*\"([^\"]+)\"");

  /// Keys that reach [org.khue.web.i18n.Text#t] by way of another call.
  private static final Pattern KEYED = Pattern.compile("\\.(?:saying|under)\\(\\s*\"([^\"]+)\"");

  private static final Pattern ASKED = Pattern.compile("\\.t\\(\\s*\"([^\"]+)\"");

  private final Messages messages;

  TextKeysTest() throws IOException {
    messages = Messages.load(TextKeysTest.class.getClassLoader(), bundles());
  }

  /// Every bundle that lies in the sources, so that a new module is checked without being named.
  private static List<String> bundles() throws IOException {
    List<String> bundles = new ArrayList<>();
    for (Path root : SOURCES) {
      Path resources = root.resolve("resources");
      try (Stream<Path> files = Files.walk(resources)) {
        files
            .map(file -> resources.relativize(file).toString())
            .filter(file -> file.endsWith("_vi.properties"))
            .map(file -> file.substring(0, file.length() - "_vi.properties".length()))
            .forEach(bundles::add);
      }
    }
    assertTrue(bundles.size() >= 5, "too few bundles were found: " + bundles);
    return bundles;
  }

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
  void everyBundleIsDeclared() throws IOException {
    Set<String> declared = matches(BUNDLE);
    for (String bundle : bundles()) {
      assertTrue(declared.contains(bundle), bundle + " is no TextBundle bean of its module");
    }
  }

  @Test
  void everyKeyThatIsNamedExists() throws IOException {
    Set<String> named = new TreeSet<>(matches(KEYED));
    assertTrue(named.size() > 3, "too few keys were found: " + named);
    named.removeAll(messages.keys());
    assertEquals(Set.of(), named);
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
