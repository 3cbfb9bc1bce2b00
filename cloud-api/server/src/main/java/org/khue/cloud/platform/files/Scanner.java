package org.khue.cloud.platform.files;

import java.io.IOException;
import java.io.InputStream;

/// Looks for viruses; a bean of this type makes every file wait for it.
interface Scanner {

  /// Whether the content is clean.
  ///
  /// @throws IOException if nothing can be said now
  boolean isClean(InputStream content) throws IOException;
}
