package org.khue.cloud.people.internal.api;

import java.time.LocalDate;

/// When something ends.
///
/// @param to first day on which it holds no more
record EndBody(LocalDate to) {}
