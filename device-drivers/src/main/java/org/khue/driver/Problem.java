package org.khue.driver;

/// Something wrong with a configuration.
///
/// @param path the key, as a JSON pointer below the device or point, such as `/connection/port`
/// @param message what is wrong and what would be right
public record Problem(String path, String message) {}
