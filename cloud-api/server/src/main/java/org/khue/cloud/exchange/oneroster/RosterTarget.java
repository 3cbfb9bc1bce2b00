package org.khue.cloud.exchange.oneroster;

import java.util.Optional;
import org.khue.cloud.platform.imports.ImportRow;
import org.khue.cloud.platform.imports.Target;

/// A table of a roster: its lines bear sourcedIds.
interface RosterTarget extends Target {
  @Override
  default Optional<Key> key(ImportRow row) {
    return row.text(Findings.ID).map(id -> new Key(Findings.ID, id));
  }
}
