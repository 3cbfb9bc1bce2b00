package org.khue.gateway.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/// Who hears of taps.
public final class Taps {
  private final List<TapListener> listeners = new CopyOnWriteArrayList<>();

  public void listen(TapListener listener) {
    listeners.add(listener);
  }

  /// No longer.
  public void ignore(TapListener listener) {
    listeners.remove(listener);
  }

  /// @param details of a [org.khue.contract.EventKind#CARD_TAP]
  void tapped(Map<String, Object> details) throws IOException {
    String card = Objects.toString(details.get("card"), "");
    String assurance = Objects.toString(details.get("assurance"), "");
    for (TapListener listener : listeners) {
      listener.tapped(card, assurance);
    }
  }
}
