package org.khue.cloud.equipment.utilisation.model;

/// What is counted of one slot of one day, for a room or a device. Times in whole seconds.
///
/// @param available how long it could be used
/// @param booked of that
/// @param used of that
/// @param usedBooked of that, used and booked at once
/// @param expected whole minutes of the available time
/// @param heard of those, minutes in which whoever tells of the use was heard
public record SlotFact(
    int slot, int available, int booked, int used, int usedBooked, int expected, int heard) {}
