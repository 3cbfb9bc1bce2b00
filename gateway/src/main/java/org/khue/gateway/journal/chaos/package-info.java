/// Breaks the journal on purpose and holds what it promised against what it answers: a disk in
/// memory that fails and loses power anywhere, a real file system over a block device that
/// remembers every write, flipped bits, full disks, jumping clocks. The commands of `./khue chaos`
/// and the tests share it.
@NullMarked
package org.khue.gateway.journal.chaos;

import org.jspecify.annotations.NullMarked;
