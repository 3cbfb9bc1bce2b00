package org.khue.cloud.organisation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;

/// A room of a unit.
///
/// @param version grows with each change
public record Room(UUID id, UUID unit, @JsonUnwrapped RoomFacts facts, int version) {}
