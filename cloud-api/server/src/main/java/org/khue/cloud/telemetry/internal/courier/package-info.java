/// Packages that came on a USB stick: checked, opened, written through the one ingest.
@NullMarked
package org.khue.cloud.telemetry.internal.courier;

import org.jspecify.annotations.NullMarked;
