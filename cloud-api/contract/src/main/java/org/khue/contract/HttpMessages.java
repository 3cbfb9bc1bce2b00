package org.khue.contract;

import java.util.List;

/// What waits for a gateway that is connected over HTTPS: the answer to its state.
///
/// @param messages in the order in which they are to be handled; each is told once
public record HttpMessages(List<Message> messages) {
  public HttpMessages {
    messages = List.copyOf(messages);
  }

  /// The same topic and bytes that MQTT would bring, see [Topics].
  public record Message(String topic, byte[] payload) {
    public Message {
      payload = payload.clone();
    }

    @Override
    public byte[] payload() {
      return payload.clone();
    }
  }
}
