package org.khue.sim.ledger;

/// The count of one device.
public record LedgerLine(String gateway, String device, Count count) {}
