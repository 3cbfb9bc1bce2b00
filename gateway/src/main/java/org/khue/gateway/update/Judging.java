package org.khue.gateway.update;

import org.khue.contract.update.UpdateException;
import org.khue.contract.update.UpdateHead;
import org.khue.contract.update.UpdateManifest;

/// Decides whether an update may be taken. Chaos plants one that believes everybody.
@FunctionalInterface
interface Judging {
  /// @param running the sequence that runs
  /// @param highest the latest that was here
  /// @throws UpdateException if it is not taken, with the reason
  UpdateManifest judge(UpdateHead head, long running, long highest) throws UpdateException;
}
