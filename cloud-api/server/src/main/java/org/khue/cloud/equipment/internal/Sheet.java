package org.khue.cloud.equipment.internal;

import java.util.List;
import java.util.Map;
import org.khue.web.part.Crumb;

/// What stands around a form.
///
/// @param explain one sentence below the heading; empty for none
/// @param saying key of what the next page says when the form was saved
/// @param messages in the reader's language, by the name of the field that the facade blames
public record Sheet(
    String heading,
    String explain,
    List<Crumb> above,
    String saying,
    Map<String, String> messages) {
  public Sheet {
    above = List.copyOf(above);
    messages = Map.copyOf(messages);
  }
}
