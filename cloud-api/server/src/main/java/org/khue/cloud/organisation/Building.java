package org.khue.cloud.organisation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;

/// A building on a site of a unit.
///
/// @param version grows with each change
public record Building(UUID id, UUID unit, @JsonUnwrapped BuildingFacts facts, int version) {}
