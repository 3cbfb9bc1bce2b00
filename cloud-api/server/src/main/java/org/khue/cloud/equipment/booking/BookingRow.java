package org.khue.cloud.equipment.booking;

/// A booking in a list.
///
/// @param thing what people call it
record BookingRow(Booking booking, String thing) {}
