package org.khue.gateway.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.khue.contract.ClockState;
import org.khue.contract.Quality;
import org.khue.contract.Stamp;
import org.khue.driver.PointSpec;
import org.khue.gateway.testing.Points;

class UseTrackerTest {
  private static final PointSpec POWER =
      Points.measured("power", "W", Duration.ofSeconds(1), Points.EACH);
  private static final PointSpec SWITCH = Points.states("switch", Duration.ZERO);

  private int ids;

  /// Each step is `second:word`; a word is a value, `bad` or `tick`. Start-after 5 s, end-after 60
  /// s, in use above 15 W.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "holds long enough            | 0:40 3:40 5:40 | start@0",
        "a short burst is no use      | 0:40 4:2 6:40 9:2 20:2 |",
        "counts to the last that held | 0:40 5:40 10:40 11:2 69:2 70:2 | start@0 end@10 10 s evidence",
        "a short pause is bridged     | 0:40 5:40 10:2 50:40 100:2 109:tick | start@0",
        "after the pause it ends      | 0:40 5:40 10:2 50:40 100:2 110:tick | start@0 end@50 50 s evidence",
        "the next use is another one  | 0:40 5:40 6:2 66:2 70:40 75:40 | start@0 end@5 5 s evidence start@70",
        "a late holder comes too late | 0:40 5:40 6:2 70:40 | start@0 end@5 5 s evidence",
        "BAD values decide nothing    | 0:40 5:40 6:bad 100:bad 200:40 | start@0",
        "long silence ends it         | 0:40 5:40 6:bad 904:bad 905:bad | start@0 end@5 5 s silence",
        "15 W is not above 15 W       | 0:15 10:15 |",
        "time alone begins it         | 0:40 5:tick | start@0",
      })
  void aPolledPowerTellsUses(String name, String steps, String expected) {
    UseTracker tracker =
        new UseTracker(
            "plug",
            Points.powerUse(Duration.ofSeconds(5), Duration.ofSeconds(60)),
            POWER,
            this::nextId);
    assertEquals(words(expected), play(tracker, POWER, steps));
  }

  /// Occupied is 1; start at once, end-after 120 s.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "one word is enough            | 0:1 | start@0",
        "it holds until the next word  | 0:1 1800:0 1919:tick 1920:tick | start@0 end@1800 1800 s evidence",
        "back in time                  | 0:1 1800:0 1900:1 2500:tick | start@0",
        "each word counts again        | 0:1 10:0 20:1 30:0 150:tick | start@0 end@30 30 s evidence",
        "unreachable, it ends early    | 0:1 600:bad 900:tick | start@0 end@0 0 s silence",
      })
  void aStateThatTheDeviceTellsHoldsUntilItsNextWord(String name, String steps, String expected) {
    UseTracker tracker =
        new UseTracker(
            "", Points.stateUse(Duration.ZERO, Duration.ofSeconds(120)), SWITCH, this::nextId);
    assertEquals(words(expected), play(tracker, SWITCH, steps));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // last held at second 1000 of boot 1; boot 2 begins 20 s later
        "goes on when it holds again    | 20 | 2:40 100:40 |",
        "ends by evidence when it is off| 20 | 2:3 63:3 | end@1000 100 s evidence",
        "nobody says anything           | 20 | 119:tick 120:tick | end@1000 100 s gateway-restart",
        "away for too long              | 600 | 2:40 7:40 | end@1000 100 s gateway-restart start@2",
      })
  void anOpenUseOutlivesARestart(String name, int awaySeconds, String steps, String expected) {
    UseTracker tracker =
        new UseTracker(
            "plug",
            Points.powerUse(Duration.ofSeconds(5), Duration.ofSeconds(60)),
            POWER,
            this::nextId);
    long wall = 1_000_000_000_000L;
    OpenUse before =
        new OpenUse(
            "u0",
            "plug",
            "power",
            "power",
            new Stamp(wall - 100_000_000, 900_000_000, 1, ClockState.SYNCED),
            new Stamp(wall, 1_000_000_000, 1, ClockState.SYNCED),
            true);
    Stamp now = new Stamp(wall + awaySeconds * 1_000_000L, 0, 2, ClockState.SYNCED);
    List<String> told = new ArrayList<>(tell(tracker.resume(before, now)));
    told.addAll(play(tracker, POWER, steps, now.wallMicros()));
    assertEquals(words(expected), told);
  }

  @Test
  void aUseOfAnUndatedBootEndsAtTheRestart() {
    UseTracker tracker =
        new UseTracker(
            "plug",
            Points.powerUse(Duration.ofSeconds(5), Duration.ofSeconds(60)),
            POWER,
            this::nextId);
    OpenUse before =
        new OpenUse(
            "u0",
            "plug",
            "power",
            "power",
            new Stamp(0, 900_000_000, 1, ClockState.UNSYNCED),
            new Stamp(0, 1_000_000_000, 1, ClockState.UNSYNCED),
            true);
    Stamp now = new Stamp(5_000_000, 0, 2, ClockState.SYNCED);
    assertEquals(List.of("end@1000 100 s gateway-restart"), tell(tracker.resume(before, now)));
  }

  private String nextId() {
    return "u" + ++ids;
  }

  private static List<String> play(UseTracker tracker, PointSpec point, String steps) {
    return play(tracker, point, steps, 0);
  }

  private static List<String> play(
      UseTracker tracker, PointSpec point, String steps, long wallAtZero) {
    List<String> told = new ArrayList<>();
    for (String step : steps.strip().split(" ")) {
      String[] parts = step.split(":");
      long micros = Long.parseLong(parts[0]) * 1_000_000;
      Stamp at = new Stamp(wallAtZero + micros, micros, 2, ClockState.SYNCED);
      told.addAll(
          tell(
              switch (parts[1]) {
                case "tick" -> tracker.tick(at);
                case "bad" -> tracker.sample(Measured.bad(point, "timeout", at));
                default ->
                    tracker.sample(
                        new Measured(point, Double.parseDouble(parts[1]), Quality.GOOD, null, at));
              }));
    }
    return told;
  }

  private static List<String> tell(List<UseChange> changes) {
    return changes.stream()
        .map(change ->
            switch (change) {
              case UseChange.Started start ->
                  "start@" + start.use().started().monotonicMicros() / 1_000_000;
              case UseChange.Ended end ->
                  "end@"
                      + end.use().lastHeld().monotonicMicros() / 1_000_000
                      + " "
                      + end.use().seconds()
                      + " s "
                      + end.reason();
            })
        .toList();
  }

  private static List<String> words(String expected) {
    List<String> words = new ArrayList<>();
    if (expected != null) {
      for (String word : expected.strip().split(" (?=start|end)")) {
        words.add(word);
      }
    }
    return words;
  }
}
