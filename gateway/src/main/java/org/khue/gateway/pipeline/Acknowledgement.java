package org.khue.gateway.pipeline;

import org.khue.contract.Stamp;

/// Somebody has seen an alarm and takes care of it.
///
/// @param by who, without a name: `pin` or `card`: what they had signed in with
public record Acknowledgement(String by, Stamp at) {}
