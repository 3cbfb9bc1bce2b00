package org.khue.sim.device.mqtt;

import java.util.List;

/// What a device says over MQTT; [MqttNode] carries it. Called by one thread.
interface MqttRole {

  /// What the broker says for it when it is gone.
  Message will();

  List<String> subscriptions();

  /// What it says first on each new connection.
  List<Message> greeting();

  /// What it says to a command.
  List<Message> reply(String topic, String payload);

  /// What it says with each sample, without a number.
  List<Message> companions();

  /// The sample with that number, with QoS 1.
  Message sample(long tick);

  /// Whether it speaks through a bridge, which stays on when the device itself is unplugged.
  boolean bridged();

  /// What its bridge says when the device itself goes (false) or is back (true).
  List<Message> presence(boolean here);
}
