package org.khue.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Properties;

/// Which build of the gateway this is.
///
/// @param built no right clock shows an earlier time
public record Build(String version, Instant built) {

  public static Build current() {
    Properties properties = new Properties();
    try (InputStream file = Build.class.getResourceAsStream("build.properties")) {
      if (file == null) {
        throw new IllegalStateException("build.properties is missing in the gateway's jar");
      }
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Build(
        properties.getProperty("version", ""), Instant.parse(properties.getProperty("built", "")));
  }
}
