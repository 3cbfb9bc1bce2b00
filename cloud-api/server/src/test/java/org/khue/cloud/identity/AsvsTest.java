package org.khue.cloud.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page about the ASVS names every requirement of levels 1 and 2 once, and tests that exist.
class AsvsTest {
  private static final Path ROOT = root();
  private static final Pattern LINE =
      Pattern.compile("\\| ([0-9.]+) \\| ([12]) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");
  private static final Pattern TEST = Pattern.compile("`([A-Za-z0-9]+Test)`");

  /// A line of the page.
  private record Line(String number, String level, String state, String how) {}

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("docs/reference/asvs.md"))) {
      here = Objects.requireNonNull(here.getParent(), "docs/reference/asvs.md is missing");
    }
    return here;
  }

  private static List<Line> lines() throws IOException {
    List<Line> lines = new ArrayList<>();
    for (String text : Files.readAllLines(ROOT.resolve("docs/reference/asvs.md"))) {
      if (text.matches("\\| [0-9].*")) {
        Matcher line = LINE.matcher(text);
        assertTrue(line.matches(), text);
        lines.add(new Line(line.group(1), line.group(2), line.group(4), line.group(5)));
      }
    }
    return lines;
  }

  @Test
  void everyNumberOfLevelsOneAndTwoStandsThereOnce() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    try (InputStream list = AsvsTest.class.getResourceAsStream("/asvs-5.0.0.csv")) {
      new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line -> expected.put(line.replaceFirst(",.*", ""), line.replaceFirst(".*,", "")));
    }
    assertEquals(253, expected.size());
    Map<String, String> found = new TreeMap<>();
    for (Line line : lines()) {
      assertEquals(null, found.put(line.number(), line.level()), line.number() + " stands twice");
    }
    assertEquals(expected, found);
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    Set<String> tests;
    try (Stream<Path> files = Files.walk(ROOT.resolve("cloud-api"))) {
      tests =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("Test.java"))
              .map(name -> name.replace(".java", ""))
              .collect(Collectors.toSet());
    }
    Set<String> missing = new TreeSet<>();
    for (Line line : lines()) {
      boolean named = false;
      for (Matcher test = TEST.matcher(line.how()); test.find(); named = true) {
        if (!tests.contains(test.group(1))) {
          missing.add(line.number() + " " + test.group(1));
        }
      }
      assertTrue(named || !line.state().equals("test"), line.number() + " names no test");
      assertFalse(line.how().isBlank(), line.number());
      assertTrue(Set.of("test", "done", "n/a", "open").contains(line.state()), line.number());
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void theCountsAtTheTopAreTrue() throws IOException {
    Map<String, Long> count =
        lines().stream().collect(Collectors.groupingBy(Line::state, Collectors.counting()));
    String said = Files.readString(ROOT.resolve("docs/reference/asvs.md"));
    long open = count.getOrDefault("open", 0L);
    long apply = 253 - count.getOrDefault("n/a", 0L);
    assertTrue(
        said.contains(
            "253 requirements: %d shown by tests, %d done, %d do not apply, %d open. Of the %d that apply, %d have"
                .formatted(
                    count.get("test"),
                    count.get("done"),
                    count.get("n/a"),
                    open,
                    apply,
                    apply - open)),
        count + "");
  }
}
