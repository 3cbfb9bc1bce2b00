package org.khue.cloud.organisation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;

/// A piece of ground of a unit.
///
/// @param version grows with each change
public record Site(UUID id, UUID unit, @JsonUnwrapped SiteFacts facts, int version) {}
