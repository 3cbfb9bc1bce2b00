/// Minutes and hours made from readings, and how long each is kept.
@NullMarked
package org.khue.cloud.telemetry.internal.rollup;

import org.jspecify.annotations.NullMarked;
