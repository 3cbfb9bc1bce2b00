/// The gateways, their rooms and devices, and how they are: from inventories and events.
@NullMarked
package org.khue.cloud.fleet;

import org.jspecify.annotations.NullMarked;
