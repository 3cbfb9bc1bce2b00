package org.khue.gateway.discovery;

/// What came of asking a device to show itself.
public sealed interface Shown {
  /// @param how what it does now, in its driver's words
  record Done(String how) implements Shown {}

  /// Its wire has no harmless way; what is known of it helps to find it.
  record Cannot(String why, String seen) implements Shown {}

  /// It did not answer.
  record Silent(String why) implements Shown {}

  record GoneMeanwhile() implements Shown {}

  default Words words() {
    return switch (this) {
      case Done done -> Words.of("show.done");
      case Cannot cannot -> Words.of("show.cannot", cannot.seen());
      case Silent silent -> Words.of("show.silent");
      case GoneMeanwhile gone -> Words.of("accept.gone");
    };
  }
}
