/// How telemetry is done; for this module only.
@NullMarked
package org.khue.cloud.telemetry.internal;

import org.jspecify.annotations.NullMarked;
