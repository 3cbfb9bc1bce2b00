package org.khue.cloud.organisation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.model.Edge;

/// How two units stand to each other, from a day on.
///
/// @param decision number of the decision that says so, at most 100 characters
/// @param version grows with each change
public record Relation(UUID id, Edge edge, @Nullable String decision, int version) {}
