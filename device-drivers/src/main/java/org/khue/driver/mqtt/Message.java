package org.khue.driver.mqtt;

/// What came on a topic.
///
/// @param retained whether the broker had kept it: it says nothing about now
record Message(String topic, byte[] payload, boolean retained) {}
