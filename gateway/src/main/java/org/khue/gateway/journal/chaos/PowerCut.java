package org.khue.gateway.journal.chaos;

/// The power is gone: nothing that the journal does can catch it.
public final class PowerCut extends Error {
  private static final long serialVersionUID = 1L;

  PowerCut() {
    super("power cut", null, false, false);
  }
}
