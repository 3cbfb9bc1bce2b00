package org.khue.cloud.organisation.internal.pages;

import java.util.Map;
import java.util.UUID;

/// A form's page: whose it is, what it says above the form, and which record it is about.
///
/// @param explain a sentence below the heading; empty for none
/// @param kind of the record, as the audit trail calls it
/// @param record its id; empty for a new one
/// @param messages what to say at a field that the facade refuses, in the reader's language
record Sheet(
    UUID unit,
    String heading,
    String explain,
    String kind,
    String record,
    Map<String, String> messages) {
  Sheet(UUID unit, String heading, String kind, String record, Map<String, String> messages) {
    this(unit, heading, "", kind, record, messages);
  }

  Sheet explained(String words) {
    return new Sheet(unit, heading, words, kind, record, messages);
  }
}
