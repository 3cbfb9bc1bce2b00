package org.khue.cloud.platform.notify;

import java.util.Optional;
import java.util.UUID;

/// Knows how accounts are reached and what they agreed to. A module that knows persons declares the
/// bean; without one nothing leaves this program.
public interface ContactBook {
  Optional<Contact> find(UUID account);
}
