package org.khue.cloud.platform.imports;

import java.util.List;
import java.util.UUID;

/// The units that an import can be for; the module that knows units declares it.
public interface ImportUnits {
  /// A unit to choose.
  record Choice(UUID id, String name) {}

  /// The units within the scope of whoever acts, the nearest first; at most some hundred.
  List<Choice> choices();
}
