/// The gateway's time: a wall clock that may be wrong, a monotonic one that is not, and the boot
/// they belong to.
@NullMarked
package org.khue.gateway.clock;

import org.jspecify.annotations.NullMarked;
