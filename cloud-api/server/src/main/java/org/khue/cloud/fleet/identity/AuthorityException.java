package org.khue.cloud.fleet.identity;

import java.io.IOException;
import java.io.Serial;

/// The authority's files cannot be used; the message says which and what to do.
final class AuthorityException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  AuthorityException(String message) {
    super(message);
  }
}
