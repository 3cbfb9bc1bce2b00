package org.khue.cloud.people;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody looks after a child.
///
/// @param person the child
/// @param legal whether they may decide for the child by law
/// @param contactOrder whom to call first, from 1
public record Guardian(
    UUID id,
    UUID person,
    UUID guardian,
    Relation relation,
    boolean legal,
    int contactOrder,
    LocalDate from,
    @Nullable LocalDate to,
    long version) {}
