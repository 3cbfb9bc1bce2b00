/// Questions about committed rows.
@NullMarked
package org.khue.cloud.telemetry.internal.query;

import org.jspecify.annotations.NullMarked;
