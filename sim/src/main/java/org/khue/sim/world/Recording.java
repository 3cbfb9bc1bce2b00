package org.khue.sim.world;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Real minutes of one room, played round and round. A position is a row number with a fraction:
/// 12.5 lies halfway between row 12 and row 13.
///
/// Source: Candanedo & Feldheim, Energy and Buildings 112 (2016) 28–39, see `occupancy/README.md`.
public record Recording(List<Row> rows) {
  private static final List<String> FILES =
      List.of("/org/khue/sim/occupancy/datatest.txt", "/org/khue/sim/occupancy/datatraining.txt");
  private static final Duration LONGEST_STEP = Duration.ofMinutes(2);

  public Recording {
    rows = List.copyOf(rows);
    if (rows.size() < 2) {
      throw new IllegalArgumentException("A recording needs at least two rows");
    }
  }

  /// Both files, in the order of time.
  public static Recording load() {
    List<Row> rows = new ArrayList<>();
    for (String file : FILES) {
      try (InputStream in = Recording.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new IllegalStateException(file + " is missing in the simulator's jar");
        }
        new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
            .lines()
            .skip(1)
            .filter(line -> !line.isBlank())
            .forEach(line -> rows.add(Row.parse(line)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Recording(rows);
  }

  public int size() {
    return rows.size();
  }

  /// The row that a position lies in.
  public Row rowAt(double position) {
    return rows.get(index(position));
  }

  /// The climate at a position, linear between minutes. Over a break of the recording the last
  /// minute before it stays.
  public Climate climateAt(double position) {
    int index = index(position);
    Row row = rows.get(index);
    if (!followedAtOnce(index)) {
      return row.climate();
    }
    return row.climate().towards(rows.get(index + 1).climate(), position - Math.floor(position));
  }

  /// Whether the next row was recorded about a minute after this one.
  public boolean followedAtOnce(int index) {
    return index + 1 < rows.size()
        && Duration.between(rows.get(index).time(), rows.get(index + 1).time())
                .compareTo(LONGEST_STEP)
            < 0;
  }

  /// The position after as many rounds as it takes to lie in the recording.
  public double wrap(double position) {
    double size = rows.size();
    double rest = position % size;
    return rest < 0 ? rest + size : rest;
  }

  private int index(double position) {
    return (int) Math.floor(wrap(position));
  }
}
