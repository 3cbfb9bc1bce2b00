package org.khue.gateway.local.care;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/// The newest lines of the log, in memory: a few hundred kilobytes at most. May be called from any
/// thread.
public final class LogRing {
  /// As many lines are kept.
  public static final int MOST = 500;

  /// As many characters of a line are kept.
  static final int LONGEST = 400;

  /// How grave a line is; the gravest first.
  public enum Level {
    ERROR,
    WARN,
    INFO
  }

  /// A line.
  ///
  /// @param wallMillis by the machine's clock, which may be wrong
  /// @param source simple name of the class that says it
  public record Line(long wallMillis, Level level, String source, String text) {}

  private final Deque<Line> lines = new ArrayDeque<>(MOST);

  public synchronized void add(Line line) {
    if (lines.size() >= MOST) {
      lines.removeFirst();
    }
    String text = line.text();
    lines.addLast(
        text.length() <= LONGEST
            ? line
            : new Line(
                line.wallMillis(), line.level(), line.source(), text.substring(0, LONGEST) + "…"));
  }

  /// The newest first.
  ///
  /// @param least leaves out what is less grave
  public synchronized List<Line> newest(Level least) {
    List<Line> newest = new ArrayList<>(lines);
    newest.removeIf(line -> line.level().compareTo(least) > 0);
    Collections.reverse(newest);
    return newest;
  }
}
