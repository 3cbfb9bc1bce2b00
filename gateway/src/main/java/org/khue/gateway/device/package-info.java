/// Drives the devices: lifecycle, one owner a bus, backoff, restart, identity. What they say goes
/// to the pipeline.
@NullMarked
package org.khue.gateway.device;

import org.jspecify.annotations.NullMarked;
