package org.khue.cloud.organisation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;

/// A class of a school in a school year.
///
/// @param version grows with each change
public record SchoolClass(UUID id, UUID unit, @JsonUnwrapped ClassFacts facts, int version) {}
