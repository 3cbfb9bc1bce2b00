package org.khue.gateway.discovery;

/// What came of asking for a search.
public sealed interface ScanStart {
  record Started() implements ScanStart {}

  /// One is under way; there is one at a time.
  record Running() implements ScanStart {}

  /// Neither addresses nor lines are listed, and the room has no broker.
  record NothingListed() implements ScanStart {}

  /// `gateway.yaml` cannot be read.
  record Failed(String why) implements ScanStart {}

  default Words words() {
    return switch (this) {
      case Started started -> Words.of("scan.started");
      case Running running -> Words.of("scan.running");
      case NothingListed nothing -> Words.of("scan.nothing-listed");
      case Failed failed -> Words.of("scan.failed", failed.why());
    };
  }
}
