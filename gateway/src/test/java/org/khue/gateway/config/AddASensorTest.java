package org.khue.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Follows docs/how-to/add-a-sensor.md word for word in a copy of firmware-config.
class AddASensorTest {
  private static final Pattern BLOCK =
      Pattern.compile("^```(yaml|console)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  @TempDir Path home;

  @Test
  void theHowToWorksAsItIsWritten() throws IOException {
    copy(Path.of("../firmware-config"), home.resolve("firmware-config"));
    String page = Files.readString(Path.of("../docs/how-to/add-a-sensor.md"));
    List<MatchResult> blocks = BLOCK.matcher(page).results().toList();
    assertEquals(6, blocks.size());
    Path profile = write(blocks.get(0).group(2));
    run(blocks.get(1).group(2));
    String fixed = Files.readString(profile).replace("unit: percent", "unit: \"%\"");
    Files.writeString(profile, fixed);
    run(blocks.get(2).group(2));
    insert(blocks.get(3).group(2), "\nuse:");
    insert(blocks.get(4).group(2), "");
    run(blocks.get(5).group(2));
  }

  /// A block whose first line names its file.
  private Path write(String block) throws IOException {
    Path file = home.resolve(block.lines().findFirst().orElseThrow().substring(2));
    Files.writeString(file, block);
    return file;
  }

  private void insert(String block, String before) throws IOException {
    int end = block.indexOf('\n');
    Path file = home.resolve(block.substring(2, end));
    String text = Files.readString(file);
    int at = before.isEmpty() ? text.length() : text.indexOf(before) + 1;
    assertTrue(at > 0, "the room file has no line" + before);
    Files.writeString(file, text.substring(0, at) + block.substring(end + 1) + text.substring(at));
  }

  /// Runs the command after `$ ./khue check` and compares what it says.
  private void run(String console) {
    List<String> lines = console.lines().toList();
    String argument = lines.getFirst().replace("$ ./khue check ", "");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    new CheckConfig(new ConfigLoader(ConfigLoader.installedDrivers()))
        .run(List.of(home.resolve(argument).toString()), out, out);
    assertEquals(
        lines.subList(1, lines.size()),
        said.toString(StandardCharsets.UTF_8).replace(home + "/", "").lines().toList());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path source : all.toList()) {
        Path target = to.resolve(from.relativize(source).toString());
        if (Files.isDirectory(source)) {
          Files.createDirectories(target);
        } else {
          Files.copy(source, target);
        }
      }
    }
  }
}
