package org.khue.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journal.Stored;
import org.khue.gateway.journal.chaos.NumberedEntries;
import org.khue.gateway.journal.chaos.Seeds;

/// `kill -9` of a process that appends, several times on the same journal.
class KillTest {
  private static final int ROUNDS = Integer.getInteger("khue.journal.kills", 4);

  @TempDir Path directory;
  private final RandomGenerator random = Seeds.random(6);
  private final Map<String, Long> promised = new HashMap<>();
  private long highest;

  @Test
  void whatAKilledProcessHasConfirmedIsThere() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      int before = promised.size();
      killAfter(500 + random.nextInt(4_000));
      assertTrue(promised.size() > before + 400);
      check();
    }
  }

  /// Kills it after that many promises.
  private void killAfter(int promises) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledJournal.class.getName(),
                directory.toString(),
                String.valueOf(highest + 1))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < promises; i++) {
        note(lines.readLine());
      }
      // Through the handle: the process object would close its output, and lose promises.
      assertTrue(process.toHandle().destroyForcibly());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        note(line);
      }
    }
    process.waitFor();
  }

  private void note(String line) {
    String[] words = line.split(" ");
    if (words.length == 3) {
      promised.put(words[0] + " " + words[1], Long.parseLong(words[2]));
      highest = Math.max(highest, Long.parseLong(words[2]) + 20_000);
    }
  }

  private void check() throws IOException {
    try (Journal journal =
        Journals.open(directory, JournalSettings.DEFAULTS, NumberedEntries.clock())) {
      for (Stream stream : Stream.values()) {
        Map<Long, Long> found = new HashMap<>();
        for (Stored stored : journal.read(stream, 1, Integer.MAX_VALUE, Integer.MAX_VALUE)) {
          found.put(stored.seq(), NumberedEntries.number(stored));
        }
        long acknowledged = journal.depth(stream).acknowledgedSeq();
        String prefix = stream.ordinal() + " ";
        promised.forEach((key, number) -> {
          long seq = Long.parseLong(key.substring(2));
          if (key.startsWith(prefix) && seq > acknowledged) {
            assertEquals(number, found.get(seq), key);
          }
        });
      }
    }
  }
}
