/// The room now: values, faults with their next step, orders.
@NullMarked
package org.khue.gateway.local.room;

import org.jspecify.annotations.NullMarked;
