package org.khue.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.khue.driver.AddressRange;

/// The block `discovery` as it was written.
record DiscoveryDraft(Node node) {
  private static final Duration OFTENEST = Duration.ofMinutes(5);

  void check(Problems problems) {
    long size = 0;
    for (Node item : node.items("ranges")) {
      try {
        size += AddressRange.parse(item.value().asText()).size();
      } catch (IllegalArgumentException e) {
        problems.add(item, String.valueOf(e.getMessage()));
      }
    }
    Node ranges = node.get("ranges");
    if (ranges != null && size > AddressRange.MOST) {
      problems.add(
          ranges,
          "these are "
              + size
              + " addresses: at most "
              + AddressRange.MOST
              + " are asked, list the parts where devices are");
    }
    Node every = node.get("every");
    Duration period = DurationText.parse(node.text("every"));
    if (every != null && period != null && period.compareTo(OFTENEST) < 0) {
      problems.add(every, "must be 5m at least: a scan asks every listed address");
    }
  }

  /// @param block null if the file has none; only when nothing is wrong
  static DiscoveryConfig build(@Nullable Node block, Path profiles, Path roomFile) {
    List<AddressRange> ranges = new ArrayList<>();
    List<String> serial = new ArrayList<>();
    Duration every = Duration.ZERO;
    if (block != null) {
      block.items("ranges").forEach(item -> ranges.add(AddressRange.parse(item.value().asText())));
      block.items("serial").forEach(item -> serial.add(item.value().asText()));
      every = DurationText.parse(block.text("every"), Duration.ZERO);
    }
    return new DiscoveryConfig(profiles, roomFile, ranges, serial, every);
  }
}
