package org.khue.gateway.local.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.gateway.testing.ManualTime;

class PinGuardTest {
  @TempDir Path data;
  private final ManualTime time = new ManualTime();
  private PinGuard guard;

  @BeforeEach
  void make() {
    guard = new PinGuard(time, data.resolve("wrong-pins"));
  }

  @Test
  void eachWrongTryDoublesTheWaitAndTheFifthLocksForMinutes() {
    for (long seconds : new long[] {1, 2, 4, 8}) {
      assertEquals(Duration.ZERO, guard.begin("phone"));
      assertEquals(Duration.ofSeconds(seconds), guard.begin("phone"));
      time.advance(Duration.ofSeconds(seconds));
    }
    assertEquals(Duration.ZERO, guard.begin("phone"));
    assertEquals(PinGuard.SOURCE_LOCK, guard.begin("phone"));
    assertEquals(Duration.ZERO, guard.begin("another"), "others are not locked");
  }

  @Test
  void manySourcesTogetherLockEverybodyAndARestartChangesNothing() {
    for (int i = 0; i < PinGuard.ALL_TRIES; i++) {
      assertEquals(Duration.ZERO, guard.begin("phone-" + i));
    }
    assertEquals(PinGuard.SOURCE_LOCK, guard.begin("fresh"));
    PinGuard restarted = new PinGuard(time, data.resolve("wrong-pins"));
    assertEquals(PinGuard.SOURCE_LOCK, restarted.begin("fresh"));
    time.advance(PinGuard.SOURCE_LOCK);
    assertEquals(Duration.ZERO, restarted.begin("fresh"));
  }

  @Test
  void theRightPinForgetsTheWrongOnes() {
    guard.begin("phone");
    guard.right("phone");
    assertEquals(Duration.ZERO, guard.begin("phone"));
    guard.right("phone");
    assertTrue(Files.notExists(data.resolve("wrong-pins")));
  }

  @Test
  void aDamagedFileLocks() throws Exception {
    Files.writeString(data.resolve("wrong-pins"), "many");
    PinGuard restarted = new PinGuard(time, data.resolve("wrong-pins"));
    assertEquals(PinGuard.SOURCE_LOCK, restarted.begin("phone"));
  }

  @Test
  void noLockLastsLongerThanAnHour() {
    for (int i = 0; i < 60; i++) {
      Duration wait = guard.begin("phone");
      assertTrue(wait.compareTo(PinGuard.LONGEST_LOCK) <= 0, wait.toString());
      time.advance(wait);
    }
  }
}
