package org.khue.gateway.journal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.khue.contract.Stream;

/// What a segment's file name says, for example `telemetry-00000007-000000000000012345.seg`. The
/// name is the truth about it, so that no damage inside the file can lose it.
///
/// @param id counts the segments of a stream; never used twice
/// @param firstSeq number of the first record that it may hold; the segment before it ends there,
///   whatever it holds beyond
record SegmentName(Stream stream, long id, long firstSeq) {
  private static final Pattern PATTERN =
      Pattern.compile("(events|telemetry)-(\\d{8,18})-(\\d{18})\\.seg");

  static Optional<SegmentName> of(String file) {
    Matcher matcher = PATTERN.matcher(file);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new SegmentName(
            Stream.ofWireName(matcher.group(1)),
            Long.parseLong(matcher.group(2)),
            Long.parseLong(matcher.group(3))));
  }

  String file() {
    return "%s-%08d-%018d.seg".formatted(stream.wireName(), id, firstSeq);
  }

  /// Mixed into the checksum of each record.
  int salt() {
    return Long.hashCode(((id << 1) | stream.ordinal()) * 0x9E3779B97F4A7C15L + firstSeq);
  }
}
