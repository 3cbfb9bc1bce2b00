package org.khue.cloud.pages.ui;

import java.time.Instant;
import java.time.LocalDate;

/// An invented person.
///
/// @param lessons taught this week
record SamplePerson(
    String id, String name, String group, LocalDate born, long lessons, State state, Instant seen) {
  enum State {
    PRESENT,
    AWAY,
    UNKNOWN
  }
}
