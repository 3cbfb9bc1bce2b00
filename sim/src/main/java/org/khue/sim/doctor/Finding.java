package org.khue.sim.doctor;

/// What one check found.
///
/// @param what the thing looked at, such as `port 8080`
/// @param state how it is
/// @param fix what to do; empty when all is well
record Finding(Level level, String what, String state, String fix) {

  enum Level {
    OK("ok"),
    NOTE("note"),
    BAD("BAD");

    private final String word;

    Level(String word) {
      this.word = word;
    }
  }

  static Finding ok(String what, String state) {
    return new Finding(Level.OK, what, state, "");
  }

  static Finding note(String what, String state, String fix) {
    return new Finding(Level.NOTE, what, state, fix);
  }

  static Finding bad(String what, String state, String fix) {
    return new Finding(Level.BAD, what, state, fix);
  }

  @Override
  public String toString() {
    String line = "%-5s %-22s %s".formatted(level.word, what, state);
    return fix.isEmpty() ? line : line + "%n      → %s".formatted(fix);
  }
}
