package org.khue.cloud.platform.jobs;

import java.time.LocalTime;

/// Work that the program does by itself once a day, on one node; declared as a bean. It acts as the
/// program itself.
///
/// @param name stable, such as `retention`
/// @param at local time of day
public record Nightly(String name, LocalTime at, Runnable work) {}
