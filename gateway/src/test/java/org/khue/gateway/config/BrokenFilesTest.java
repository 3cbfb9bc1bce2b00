package org.khue.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Each folder of src/test/resources/broken has a file with faults and, in expected.txt, all that
/// must be said about them, line by line. A folder without profiles uses those of broken/profiles.
/// `-Dkhue.write-expected=true` writes expected.txt anew: then read the difference.
class BrokenFilesTest {
  private static final Path BROKEN = Path.of("src/test/resources/broken");
  private final ConfigLoader loader = new ConfigLoader(FakeFactory.installed());

  @TestFactory
  Stream<DynamicTest> eachFaultIsToldWithItsPlace() throws IOException {
    return cases().stream().map(folder -> DynamicTest.dynamicTest(name(folder), () -> run(folder)));
  }

  @Test
  void thereAreManyCases() throws IOException {
    assertTrue(cases().size() >= 25, "only " + cases().size() + " cases");
  }

  @Test
  void theProfilesOfTheCasesAreSoundThemselves() throws IOException {
    for (Path profile : YamlFiles.in(BROKEN.resolve("profiles"))) {
      assertEquals("nothing is wrong\n", said(loader.profile(profile)));
    }
  }

  private static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(BROKEN)) {
      return folders.filter(folder -> !name(folder).equals("profiles")).sorted().toList();
    }
  }

  private void run(Path folder) throws IOException {
    String said = said(folder);
    Path expected = folder.resolve("expected.txt");
    if (Boolean.getBoolean("khue.write-expected")) {
      Files.writeString(expected, said);
    }
    assertEquals(Files.readString(expected), said);
  }

  private String said(Path folder) {
    Path own = folder.resolve("profiles");
    Path profiles = Files.isDirectory(own) ? own : BROKEN.resolve("profiles");
    Loaded<?> loaded =
        Files.exists(folder.resolve("gateway.yaml"))
            ? loader.load(folder.resolve("gateway.yaml"))
            : loader.room(folder.resolve("room.yaml"), profiles);
    return said(loaded).replace(folder + "/", "").replace(BROKEN + "/", "");
  }

  private static String said(Loaded<?> loaded) {
    return switch (loaded) {
      case Loaded.Good<?> good -> "nothing is wrong\n";
      case Loaded.Wrong<?> wrong -> {
        StringBuilder lines = new StringBuilder();
        for (ConfigProblem problem : wrong.problems()) {
          lines.append(problem).append('\n');
        }
        yield lines.toString();
      }
    };
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }
}
