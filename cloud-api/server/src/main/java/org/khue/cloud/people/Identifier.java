package org.khue.cloud.people;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A number by which somebody knows a person.
///
/// @param masked the number with all but its last three characters hidden; empty for a card
/// @param issuer who gave it; null when not known
/// @param to first day on which it is valid no more
public record Identifier(
    UUID id,
    UUID person,
    IdentifierScheme scheme,
    String masked,
    @Nullable String issuer,
    LocalDate from,
    @Nullable LocalDate to,
    long version) {}
