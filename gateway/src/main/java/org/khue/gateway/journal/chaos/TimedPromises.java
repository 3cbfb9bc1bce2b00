package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Gap;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journal.Stored;
import org.khue.gateway.journal.Store;
import org.khue.gateway.journal.chaos.BrokenPromise.Kind;

/// What a journal promised and when, by the length of the block device's log, so that any earlier
/// moment can be judged afterwards.
final class TimedPromises {
  /// @param number the first entry's own
  /// @param before length of the log when it was handed over
  /// @param at length of the log when it was confirmed, [Long#MAX_VALUE] if it was not
  private record Group(Stream stream, long seq, long number, int count, long before, long at) {}

  /// @param before length of the log when the acknowledgement was handed over
  private record Acknowledged(Stream stream, long upTo, long before) {}

  private final List<Group> groups = new ArrayList<>();
  private final List<Acknowledged> acknowledgements = new ArrayList<>();

  void group(Stream stream, long seq, long number, int count, long before, long at) {
    groups.add(new Group(stream, seq, number, count, before, at));
  }

  void acknowledged(Stream stream, long upTo, long before) {
    acknowledgements.add(new Acknowledged(stream, upTo, before));
  }

  /// Holds a journal that was found after a cut against what had been promised by then.
  ///
  /// @param moment length of the log at the cut
  /// @return how many promised entries were there
  long check(Store store, long moment) throws IOException {
    long kept = 0;
    for (Stream stream : Stream.values()) {
      kept += check(store, stream, moment);
    }
    return kept;
  }

  private long check(Store store, Stream stream, long moment) throws IOException {
    long acknowledged = store.depth(stream).acknowledgedSeq();
    long cloudHas = cloudHas(stream, moment);
    if (acknowledged > cloudHas) {
      throw new BrokenPromise(
          Kind.LOST, "acknowledged is " + acknowledged + ", the cloud has " + cloudHas);
    }
    Map<Long, Long> found = read(store, stream, acknowledged, moment);
    long kept = 0;
    for (Group group : groups) {
      if (group.stream() == stream && group.at() <= moment) {
        for (int i = 0; i < group.count(); i++) {
          long seq = group.seq() + i;
          if (seq > acknowledged) {
            judge(stream, seq, group.number() + i, found.get(seq));
            kept++;
          }
        }
      }
    }
    return kept;
  }

  private static void judge(Stream stream, long seq, long promised, @Nullable Long found) {
    if (found == null) {
      throw new BrokenPromise(
          Kind.LOST, stream.wireName() + ": " + seq + " was confirmed and is lost");
    }
    if (found != promised) {
      throw new BrokenPromise(
          Kind.INVENTED,
          stream.wireName() + ": " + seq + " was confirmed as " + promised + ", is " + found);
    }
  }

  private long cloudHas(Stream stream, long moment) {
    return acknowledgements.stream()
        .filter(one -> one.stream() == stream && one.before() <= moment)
        .mapToLong(Acknowledged::upTo)
        .max()
        .orElse(0);
  }

  private Map<Long, Long> read(Store store, Stream stream, long acknowledged, long moment)
      throws IOException {
    long newest = 0;
    for (Group group : groups) {
      if (group.stream() == stream && group.before() <= moment) {
        newest = Math.max(newest, group.number() + group.count() - 1);
      }
    }
    Map<Long, Long> found = new HashMap<>();
    long expected = acknowledged + 1;
    long last = 0;
    for (Stored stored : store.read(stream, expected, Integer.MAX_VALUE, Integer.MAX_VALUE)) {
      if (stored.seq() != expected) {
        throw new BrokenPromise(Kind.REORDERED, "expected " + expected + ", is " + stored.seq());
      }
      expected += stored.span();
      if (NumberedEntries.entry(stored) instanceof Gap) {
        continue;
      }
      long number = NumberedEntries.number(stored);
      if (number <= last || number > newest) {
        throw new BrokenPromise(
            number > newest ? Kind.INVENTED : Kind.DUPLICATED,
            number + " is read after " + last + ", the newest is " + newest);
      }
      last = number;
      found.put(stored.seq(), number);
    }
    return found;
  }
}
