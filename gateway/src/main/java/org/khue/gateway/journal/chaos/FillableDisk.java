package org.khue.gateway.journal.chaos;

import java.io.IOException;
import org.khue.gateway.journal.Disk;

/// A disk that others can fill.
public interface FillableDisk extends AutoCloseable {

  /// The journal's part of it, to be opened anew for each start.
  Disk open() throws IOException;

  /// Somebody takes all room but about this much.
  void fill(long leaveBytes) throws IOException;

  /// They give it back.
  void free() throws IOException;

  /// Whether the journal's room for events is set aside.
  boolean hasSpare() throws IOException;

  /// What it is, for the report.
  String describe();

  @Override
  void close() throws IOException;
}
