package org.khue.cloud.organisation.model;

import java.time.LocalTime;

/// A lesson slot (tiết) between two bells.
///
/// @param number from 1 in its shift
/// @param starts local time, the first bell
/// @param ends the bell that ends it; does not belong to it any more
public record Period(Shift shift, int number, LocalTime starts, LocalTime ends) {
  public boolean contains(LocalTime time) {
    return !time.isBefore(starts) && time.isBefore(ends);
  }

  public boolean meets(Period other) {
    return starts.isBefore(other.ends) && other.starts.isBefore(ends);
  }
}
