package org.khue.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JournalBenchOptionsTest {
  private static JournalBenchOptions of(String... args) {
    return JournalBenchOptions.of(args);
  }

  private static void refused(String part, String... args) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, () -> of(args)).getMessage());
    assertTrue(message.contains(part), message);
  }

  @Test
  void allOptionsHaveDefaultsAndCanBeGiven() {
    assertNull(of().dir());
    assertEquals(5, of().seconds());
    assertEquals(1, of().seed());
    JournalBenchOptions given = of("--dir", "x", "--seconds", "2", "--seed", "-3");
    assertEquals(new JournalBenchOptions(Path.of("x"), 2, -3), given);
  }

  @Test
  void whatIsUnknownOrOutOfRangeIsRefusedByName() {
    refused("there is no option --fast", "--fast", "1");
    refused("--seconds needs a value", "--seconds");
    refused("from 1 to 3600, not '0'", "--seconds", "0");
    refused("not 'x'", "--seed", "x");
  }
}
