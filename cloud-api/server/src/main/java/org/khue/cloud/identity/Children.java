package org.khue.cloud.identity;

import java.util.Set;
import java.util.UUID;

/// Whose records a parent may see; the people module knows, and declares the bean. Without it a
/// parent sees nobody's.
public interface Children {

  /// The persons for whom that person is guardian today.
  Set<UUID> of(UUID guardian);
}
