package org.khue.cloud.equipment.utilisation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Figures that a person signed off.
///
/// @param unit of which it tells, with all below it
/// @param question the parameters of `GET /api/v1/utilisation`
/// @param figures as they were, one group a line; what the hash is of
/// @param names of the groups then: key, tab, name, one a line
/// @param sha256 of the figures (UTF-8), in hex
/// @param countedTo up to when everything was counted
/// @param role code of the signer's role
/// @param remark the signer's own words; may be empty
public record Report(
    UUID id,
    UUID unit,
    String title,
    String question,
    String figures,
    String names,
    String sha256,
    @Nullable Instant countedTo,
    String signer,
    String role,
    String remark,
    Instant signedAt) {}
