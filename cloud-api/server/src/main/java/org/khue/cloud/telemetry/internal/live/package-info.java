/// Newest values and presence, in memory.
@NullMarked
package org.khue.cloud.telemetry.internal.live;

import org.jspecify.annotations.NullMarked;
