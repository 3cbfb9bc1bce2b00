package org.khue.cloud.organisation.model;

import java.time.DayOfWeek;
import java.time.LocalDate;

/// A day that is taught by the timetable of another weekday: a Saturday that makes up for a Monday.
///
/// @param as the weekday whose lessons are given
public record SwappedDay(LocalDate day, DayOfWeek as) {}
