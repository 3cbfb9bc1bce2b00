package org.khue.cloud.equipment.register;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;

/// A type of equipment, such as digital multimeters.
///
/// @param unit whose it is; the city's types are everybody's
/// @param version grows with each change
public record ItemType(UUID id, UUID unit, @JsonUnwrapped TypeFacts facts, int version) {}
