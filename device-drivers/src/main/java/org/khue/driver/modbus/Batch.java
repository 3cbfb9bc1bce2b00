package org.khue.driver.modbus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.khue.driver.PointSpec;

/// One read request that answers several points.
///
/// @param members by rising register
record Batch(Table table, int start, int count, List<Member> members) {
  Batch {
    members = List.copyOf(members);
  }

  /// A point with its parsed address.
  record Member(PointSpec point, Address address) {
    int end() {
      return address.register() + address.type().width;
    }
  }

  static Batch of(Member only) {
    Address address = only.address();
    return new Batch(address.table(), address.register(), address.type().width, List.of(only));
  }

  /// Joins members that lie in one table, with at most [Table#gap] unwanted entries between
  /// neighbours and [Table#limit] in all.
  ///
  /// @param alone ids of points that must not be read together with others
  static List<Batch> plan(List<Member> wanted, Set<String> alone) {
    List<Batch> batches = new ArrayList<>();
    List<Member> sorted = new ArrayList<>(wanted);
    sorted.sort(
        Comparator.comparing((Member m) -> m.address().table())
            .thenComparingInt(m -> m.address().register()));
    Batch open = null;
    for (Member member : sorted) {
      if (alone.contains(member.point().id())) {
        batches.add(of(member));
      } else if (open != null && open.takes(member)) {
        open = open.with(member);
      } else {
        if (open != null) {
          batches.add(open);
        }
        open = of(member);
      }
    }
    if (open != null) {
      batches.add(open);
    }
    return batches;
  }

  private boolean takes(Member member) {
    return member.address().table() == table
        && member.address().register() - (start + count) <= table.gap
        && Math.max(member.end(), start + count) - start <= table.limit;
  }

  private Batch with(Member member) {
    List<Member> more = new ArrayList<>(members);
    more.add(member);
    return new Batch(table, start, Math.max(start + count, member.end()) - start, more);
  }

  /// The member's number out of the batch's answer.
  ///
  /// @param data the data bytes of the answer, as many as [Table#bytes] says
  double decode(Member member, byte[] data) {
    int offset = member.address().register() - start;
    if (table.bits()) {
      return data[offset / 8] >> (offset % 8) & 1;
    }
    return member.address().type().decode(data, 2 * offset, member.address().highWordFirst());
  }

  @Override
  public String toString() {
    return table.word() + " " + start + (count > 1 ? "–" + (start + count - 1) : "");
  }
}
