/// Bookings of rooms and items by school period.
@NullMarked
package org.khue.cloud.equipment.booking;

import org.jspecify.annotations.NullMarked;
