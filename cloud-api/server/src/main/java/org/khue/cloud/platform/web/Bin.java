package org.khue.cloud.platform.web;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was deleted in all modules, for 30 days.
@Singleton
public final class Bin {
  /// How long a deleted thing can be brought back.
  public static final Duration KEPT = Duration.ofDays(30);

  private static final int MOST_OF_A_KIND = 500;
  private static final Logger LOG = LoggerFactory.getLogger(Bin.class);

  /// A deleted thing, with the source that knows it.
  record Item(BinSource source, BinSource.Binned thing) {
    /// Days until it is gone for good; at least 0.
    long daysLeft(Instant now) {
      return Math.max(0, KEPT.minus(Duration.between(thing.at(), now)).toDays());
    }
  }

  private final List<BinSource> sources;
  private final Access access;
  private final Clock clock;

  Bin(List<BinSource> sources, Access access, Clock clock) {
    this.sources = List.copyOf(sources);
    this.access = access;
    this.clock = clock;
  }

  /// The kinds of things that whoever acts may bring back.
  List<BinSource> open() {
    return sources.stream()
        .filter(source -> access.may(Acting.required().caller(), source.right()))
        .toList();
  }

  /// All that whoever acts may bring back, the latest first.
  List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (BinSource source : open()) {
      List<BinSource.Binned> things = as(source, asked -> asked.list(MOST_OF_A_KIND));
      things.forEach(thing -> items.add(new Item(source, thing)));
    }
    items.sort((a, b) -> b.thing().at().compareTo(a.thing().at()));
    return items;
  }

  /// One thing that whoever acts may bring back.
  Optional<Item> find(String kind, String id) {
    return source(kind)
        .flatMap(
            source -> as(source, asked -> asked.find(id)).map(thing -> new Item(source, thing)));
  }

  /// Brings a thing back.
  ///
  /// @return whether it was there, and whoever acts may do so
  boolean restore(String kind, String id) {
    return source(kind).map(source -> as(source, asked -> asked.restore(id))).orElse(false);
  }

  @Scheduled(initialDelay = "10m", fixedDelay = "6h")
  void purge() {
    Instant before = clock.instant().minus(KEPT);
    for (BinSource source : sources) {
      int gone = Acting.system("bin").call(() -> source.purge(before));
      if (gone > 0) {
        LOG.info(
            "Bin: {} of kind {} removed for good after {} days",
            gone,
            source.kind(),
            KEPT.toDays());
      }
    }
  }

  private Optional<BinSource> source(String kind) {
    return open().stream().filter(source -> source.kind().equals(kind)).findFirst();
  }

  private static <T> T as(BinSource source, Function<BinSource, T> question) {
    return Acting.required().with(source.right()).call(() -> question.apply(source));
  }
}
