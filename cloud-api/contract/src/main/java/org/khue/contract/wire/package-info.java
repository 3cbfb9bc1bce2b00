/// The bytes of the contract: CBOR (RFC 8949) for batches, JSON for the small messages, zstd when
/// it is smaller.
///
/// A batch is `[1, stream, firstSeq, boot, sentMonotonicMicros, [entry…]]`; an entry is `[kind,
/// wallMicros, monotonicMicros, boot, clock, …]` with the rest by kind:
///
/// | kind | entry | rest |
/// |---|---|---|
/// | 0 | Reading | device, point, value, unit, quality, reason or null, simulated |
/// | 1 | Event | device, kind, simulated, details |
/// | 2 | Gap | count, fromWallMicros, toWallMicros, reason |
/// | 3 | Inventory | room, devices, simulated |
///
/// Later versions append elements; readers skip what follows.
@NullMarked
package org.khue.contract.wire;

import org.jspecify.annotations.NullMarked;
