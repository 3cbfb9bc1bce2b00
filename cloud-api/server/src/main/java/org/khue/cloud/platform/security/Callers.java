package org.khue.cloud.platform.security;

import java.util.Optional;
import java.util.UUID;

/// Who accounts are at this moment, for work that is done for somebody who is not there, such as a
/// calendar that is read by a telephone.
public interface Callers {
  /// The account with what it may do now; empty if it may not be entered.
  Optional<Caller> of(UUID account);
}
