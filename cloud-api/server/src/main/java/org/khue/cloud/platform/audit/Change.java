package org.khue.cloud.platform.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// One thing that somebody did, for the audit trail.
///
/// @param action what was done, such as `person.merged`: module or kind, dot, past participle
/// @param kind of the thing it was done to, such as `person`
/// @param id of that thing
/// @param unit the organisation unit that it belongs to, for who may read the trail
/// @param details what changed, as JSON: no secrets, and of personal data only what the trail must
///   show (an identifier's kind, not its number)
public record Change(
    String action, String kind, String id, UUID unit, Map<String, Object> details) {
  public Change {
    details = Map.copyOf(new TreeMap<>(details));
  }
}
