package org.khue.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlReaderTest {
  @TempDir Path directory;
  private final Problems problems = new Problems();

  @Test
  void eachKeyAndItemHasItsLine() throws IOException {
    YamlFile file = good("a: 1\nb:\n  - x\n  - c: 2\n    d/e~f: 3\n");
    assertEquals(1, file.line("/a"));
    assertEquals(2, file.line("/b"));
    assertEquals(3, file.line("/b/0"));
    assertEquals(4, file.line("/b/1/c"));
    assertEquals(5, file.line("/b/1/d~1e~0f"));
    assertEquals(4, file.line("/b/1/missing"), "what is not there is told where it should be");
  }

  @Test
  void wordsAndNumbersAreThoseOfYaml12() throws IOException {
    JsonNode root =
        good("""
        words: [on, off, yes, no, 12:30:00, 1_000, .nan, 0b11, "1", 2026-11-24]
        numbers: [0x0C, 0o17, -3, 1.5e3, 12345678901, .5]
        booleans: [true, False]
        """)
            .root();
    root.get("words").forEach(word -> assertEquals(true, word.isTextual(), word.toString()));
    assertEquals("[12,15,-3,1500.0,12345678901,0.5]", root.get("numbers").toString());
    assertEquals("[true,false]", root.get("booleans").toString());
  }

  @Test
  void textIsNormalisedToNfc() throws IOException {
    assertEquals("ph\u00f2ng", good("room: pho\u0300ng\n").root().get("room").asText());
  }

  @Test
  void aFileInAnotherEncodingIsRefused() throws IOException {
    Path file = directory.resolve("room.yaml");
    Files.write(file, "room: phòng\n".getBytes(StandardCharsets.ISO_8859_1));
    assertNull(YamlReader.read(file, problems));
    assertEquals(List.of(file + ": not UTF-8: save it with the encoding UTF-8"), told());
  }

  @Test
  void aHugeFileIsRefusedWithoutBeingReadWhole() throws IOException {
    assertNull(read("#" + "x".repeat(YamlReader.MAX_BYTES)));
    assertEquals(
        List.of(
            directory.resolve("test.yaml")
                + ": larger than 512 KiB: split it or take out what is not needed"),
        told());
  }

  @Test
  void aliasesOfPlainWordsCannotGrowAFileWithoutBound() throws IOException {
    String row = "[" + "*w, ".repeat(999) + "*w]";
    assertNull(read("w: &w x\nrows: [" + (row + ", ").repeat(50) + row + "]\n"));
    assertEquals(
        List.of(
            directory.resolve("test.yaml")
                + ": more than 50000 values, aliases counted: write it out plainly"),
        told());
  }

  @Test
  void aKeyThatStandsTwiceIsToldEachTime() throws IOException {
    assertNull(read("a: 1\nb: 2\na: 3\nb: 4\n"));
    assertEquals(2, told().size());
  }

  private YamlFile good(String text) throws IOException {
    YamlFile file = read(text);
    assertEquals(List.of(), told());
    assertNotNull(file);
    return file;
  }

  private @Nullable YamlFile read(String text) throws IOException {
    Path file = directory.resolve("test.yaml");
    Files.writeString(file, text);
    return YamlReader.read(file, problems);
  }

  private List<String> told() {
    return problems.sorted().stream().map(ConfigProblem::toString).toList();
  }
}
