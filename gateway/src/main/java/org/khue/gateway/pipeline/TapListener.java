package org.khue.gateway.pipeline;

import java.io.IOException;

/// Hears of each card that was shown to a reader, once that is on disk and before the reader's lamp
/// is lit.
@FunctionalInterface
public interface TapListener {
  /// @param card keyed hash of its number
  /// @param assurance as in [org.khue.contract.EventKind#CARD_TAP]
  /// @throws IOException if what the tap means could not be kept: the lamp stays dark
  void tapped(String card, String assurance) throws IOException;
}
