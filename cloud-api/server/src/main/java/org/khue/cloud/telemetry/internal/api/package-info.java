/// The module's part of the REST API.
@NullMarked
package org.khue.cloud.telemetry.internal.api;

import org.jspecify.annotations.NullMarked;
