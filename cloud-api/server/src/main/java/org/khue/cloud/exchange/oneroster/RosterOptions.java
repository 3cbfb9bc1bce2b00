package org.khue.cloud.exchange.oneroster;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// What somebody wants exported.
///
/// @param unit that unit and everything below it
/// @param year in which the school year begins whose classes are meant; 0 for the current one
/// @param demographics whether dates of birth and sex go along: of people who work there, and of
///   the pupils who agreed to an account with an outside provider
record RosterOptions(UUID unit, int year, boolean demographics) {

  /// As the input of a job.
  Map<String, Object> input() {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("unit", unit.toString());
    input.put("year", year);
    input.put("demographics", demographics);
    return input;
  }

  static RosterOptions of(Map<String, Object> input) {
    return new RosterOptions(
        UUID.fromString(String.valueOf(input.get("unit"))),
        Integer.parseInt(String.valueOf(input.get("year"))),
        Boolean.parseBoolean(String.valueOf(input.get("demographics"))));
  }
}
