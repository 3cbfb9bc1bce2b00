package org.khue.gateway.pipeline;

import org.khue.contract.Stamp;

/// Somebody has seen an alarm and takes care of it.
///
/// @param by who, without a name: `pin`, or the keyed hash of a card
public record Acknowledgement(String by, Stamp at) {}
