/// Finds devices that the room file does not name, and takes them in: see
/// docs/reference/discovery.md.
@NullMarked
package org.khue.gateway.discovery;

import org.jspecify.annotations.NullMarked;
