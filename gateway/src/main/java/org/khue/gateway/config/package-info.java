/// Reads `gateway.yaml`, the room file and the profiles, and finds everything that is wrong with
/// them at once. See docs/how-to/add-a-sensor.md.
@NullMarked
package org.khue.gateway.config;

import org.jspecify.annotations.NullMarked;
