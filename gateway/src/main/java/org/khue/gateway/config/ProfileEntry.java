package org.khue.gateway.config;

import java.util.List;
import java.util.Map;

/// A profile of the gateway's directory, as far as one chooses by it.
///
/// @param driver the wire that it speaks
/// @param kind what it is: meter, climate, projector…
/// @param name by language
/// @param matches one of them must fit a device for the profile to be suggested
public record ProfileEntry(
    String id, String driver, String kind, Map<String, String> name, List<ProfileMatch> matches) {
  public ProfileEntry {
    name = Map.copyOf(name);
    matches = List.copyOf(matches);
  }

  static ProfileEntry of(ProfileDraft draft) {
    Node node = draft.node();
    return new ProfileEntry(
        draft.id(),
        String.valueOf(node.text("driver")),
        String.valueOf(node.text("kind")),
        Texts.byLanguage(node.get("name")),
        node.items("match").stream().map(ProfileMatch::of).toList());
  }
}
