package org.khue.cloud.organisation.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Days without lessons.
///
/// @param ends the last day
/// @param name in Vietnamese, such as Tết Nguyên đán
/// @param nameEn in English
public record Holiday(LocalDate starts, LocalDate ends, String name, @Nullable String nameEn) {
  public boolean contains(LocalDate day) {
    return !day.isBefore(starts) && !day.isAfter(ends);
  }
}
