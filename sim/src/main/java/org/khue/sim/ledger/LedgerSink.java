package org.khue.sim.ledger;

import java.io.IOException;

/// Where the ledger goes.
public interface LedgerSink {

  /// @param ledger JSON
  /// @throws IOException with a message for the operator; the next ledger is tried all the same
  void accept(byte[] ledger) throws IOException, InterruptedException;
}
