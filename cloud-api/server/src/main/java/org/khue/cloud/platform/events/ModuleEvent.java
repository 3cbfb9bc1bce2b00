package org.khue.cloud.platform.events;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Something that happened in a module and that others may want to know.
///
/// @param type module, dot, past participle, such as `people.merged`
/// @param key what it happened to; events of one key are delivered in their order
/// @param unit the organisation unit that it concerns
/// @param payload plain JSON values: ids rather than names, so that nothing personal lies about
public record ModuleEvent(String type, String key, UUID unit, Map<String, Object> payload) {
  public ModuleEvent {
    payload = Map.copyOf(new TreeMap<>(payload));
  }
}
