/// From batches to committed rows, exactly once.
@NullMarked
package org.khue.cloud.telemetry.internal.ingest;

import org.jspecify.annotations.NullMarked;
