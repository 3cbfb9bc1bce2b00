package org.khue.cloud.equipment.register;

/// An item in a list.
///
/// @param type what it is, in the reader's language
/// @param measure what is counted
/// @param school its name
/// @param room code and name; empty for none
/// @param custodian name; empty for nobody, and for somebody who is not seen
record ItemRow(
    Item item,
    String type,
    String measure,
    Subject subject,
    String school,
    String room,
    String custodian) {}
