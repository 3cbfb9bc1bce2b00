package org.khue.contract;

import org.jspecify.annotations.Nullable;

/// The cloud's word that all entries up to and including `upToSeq` are committed. Only this lets a
/// gateway delete.
///
/// @param upToSeq the cloud's cursor; 0 when it has nothing yet
/// @param refused why the last batch changed nothing (it lay above the cursor, was malformed…);
///   null when it was taken or was a repeat. The gateway goes on from `upToSeq + 1` in either case.
public record Ack(Stream stream, long upToSeq, @Nullable String refused) {}
