package org.khue.contract;

import java.util.Map;

/// Something that happened once: a card tap, the start or end of a use, an alarm, a receipt.
///
/// @param device the device's id within its gateway; empty when the gateway itself speaks
/// @param kind one of [EventKind], or a later one
/// @param details text, numbers, booleans and nested maps or lists of them; keys as documented at
///   the kind, in the order given
public record Event(
    Stamp at, String device, String kind, boolean simulated, Map<String, Object> details)
    implements Entry {
  public Event {
    details = Details.copy(details);
  }
}
