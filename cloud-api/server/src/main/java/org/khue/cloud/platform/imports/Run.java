package org.khue.cloud.platform.imports;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.imports.file.FileKind;

/// One import of one file.
///
/// @param list code of the [ImportList]
/// @param unit organisation unit that it is for
/// @param caller name of whoever sent the file
/// @param doneRows rows that the step under way has passed
/// @param headers of each part that the file has
/// @param notices about the whole file or the last step
public record Run(
    UUID id,
    String list,
    UUID unit,
    String caller,
    String fileName,
    FileKind kind,
    RunState state,
    Instant startedAt,
    @Nullable Instant appliedAt,
    @Nullable Instant undoneAt,
    int doneRows,
    Counts counts,
    List<PartHeader> headers,
    List<Notice> notices) {
  public Run {
    headers = List.copyOf(headers);
    notices = List.copyOf(notices);
  }

  /// Rows by outcome.
  ///
  /// @param warned rows with warnings, among all the others
  /// @param left rows that an undo has left
  public record Counts(int fresh, int changed, int unchanged, int wrong, int warned, int left) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /// All rows of the file.
    public int all() {
      return fresh + changed + unchanged + wrong;
    }

    /// Rows that applying writes.
    public int writable() {
      return fresh + changed;
    }
  }

  /// What was understood of a table's header.
  ///
  /// @param unknown headings whose columns are left out
  public record PartHeader(String part, List<String> unknown) {
    public PartHeader {
      unknown = List.copyOf(unknown);
    }
  }

  /// A message about the whole file.
  ///
  /// @param blocking whether it keeps the file from being applied
  public record Notice(boolean blocking, Message message) {}

  /// Counts of a whole file's rows while they are made.
  static final class Tally {
    private int fresh;
    private int changed;
    private int unchanged;
    private int wrong;
    private int warned;

    void add(CheckedRow row) {
      switch (row.outcome()) {
        case NEW -> fresh++;
        case CHANGED -> changed++;
        case UNCHANGED -> unchanged++;
        case WRONG -> wrong++;
      }
      if (row.faults().stream().anyMatch(fault -> !fault.blocking())) {
        warned++;
      }
    }

    Counts counts() {
      return new Counts(fresh, changed, unchanged, wrong, warned, 0);
    }
  }
}
