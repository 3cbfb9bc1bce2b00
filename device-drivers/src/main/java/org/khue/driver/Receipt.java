package org.khue.driver;

/// The device's own word that it did as told.
///
/// @param text what it answered, for the log
public record Receipt(String text) {}
