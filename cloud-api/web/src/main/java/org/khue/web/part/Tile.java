package org.khue.web.part;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One figure, with how fresh and how well founded it is.
///
/// @param unit empty for none
/// @param coverage the share of minutes that had data; NaN when that is no question here
/// @param at when it was true; null when it has no one moment
/// @param href where its parts are; empty for nowhere
public record Tile(
    String label, String value, String unit, double coverage, @Nullable Instant at, String href) {
  public static Tile of(String label, String value, String unit) {
    return new Tile(label, value, unit, Double.NaN, null, "");
  }

  public Tile covering(double share) {
    return new Tile(label, value, unit, share, at, href);
  }

  public Tile asOf(Instant moment) {
    return new Tile(label, value, unit, coverage, moment, href);
  }

  public Tile leadingTo(String page) {
    return new Tile(label, value, unit, coverage, at, page);
  }
}
