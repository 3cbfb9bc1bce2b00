package org.khue.sim.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class RecordingTest {
  private static final int FIRST_FILE_ROWS = 2665;
  private final Recording recording = Recording.load();

  @Test
  void everyRowIsReplayedAsItStandsInTheFiles() throws IOException {
    List<String> lines = new ArrayList<>(lines("datatest.txt"));
    lines.addAll(lines("datatraining.txt"));

    assertEquals(lines.size(), recording.size());
    for (int row = 0; row < lines.size(); row++) {
      String[] cells = lines.get(row).split(",");
      Climate climate = recording.climateAt(row);
      assertEquals(cells[2], text(cells[2], climate.temperature()), "temperature of row " + row);
      assertEquals(cells[3], text(cells[3], climate.humidity()), "humidity of row " + row);
      assertEquals(cells[4], text(cells[4], climate.illuminance()), "light of row " + row);
      assertEquals(cells[5], text(cells[5], climate.co2()), "CO2 of row " + row);
      assertEquals(cells[7].equals("1"), recording.rowAt(row).occupied(), "row " + row);
    }
  }

  private static String text(String cell, double value) {
    return Double.parseDouble(cell) == value ? cell : String.valueOf(value);
  }

  private static List<String> lines(String file) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            RecordingTest.class.getResourceAsStream("/org/khue/sim/occupancy/" + file))) {
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
          .lines()
          .skip(1)
          .toList();
    }
  }

  @Test
  void betweenTwoMinutesTheClimateMovesInAStraightLine() {
    Climate from = recording.climateAt(100);
    Climate to = recording.climateAt(101);
    Climate quarter = recording.climateAt(100.25);

    assertEquals(
        from.temperature() + (to.temperature() - from.temperature()) / 4,
        quarter.temperature(),
        1e-9);
    assertEquals(from.co2() + (to.co2() - from.co2()) / 4, quarter.co2(), 1e-9);
  }

  @Test
  void overTheBreakBetweenTheFilesTheLastMinuteStays() {
    int last = FIRST_FILE_ROWS - 1;

    assertFalse(recording.followedAtOnce(last));
    assertTrue(recording.followedAtOnce(last - 1));
    assertEquals(recording.climateAt(last), recording.climateAt(last + 0.9));
  }

  @Test
  void afterTheLastRowTheFirstFollows() {
    assertEquals(recording.climateAt(3), recording.climateAt(recording.size() + 3.0));
  }
}
