package org.khue.cloud.platform.notify;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A way to reach people outside this program.
public interface Channel {

  /// Stable, such as `email`.
  String name();

  /// Whether each message costs money; then it is used only for people who agreed.
  boolean paid();

  /// Place in the order of trying among channels that cost the same; the lowest first.
  int order();

  /// The person's address on this channel; null if they have none.
  @Nullable String address(Contact contact);

  /// Sends a message; takes at most some seconds.
  Outcome send(Message message);

  /// What is sent.
  ///
  /// @param id the same at every try, so that the other side can drop a repetition
  /// @param link the page where the matter is dealt with, with this site's address
  record Message(UUID id, String address, String title, String body, String link) {}

  /// What became of a try.
  sealed interface Outcome {

    /// The other side took it.
    ///
    /// @param reference its name for the message; empty if it has none
    /// @param cost in đồng
    record Sent(String reference, long cost) implements Outcome {}

    /// It may work later.
    ///
    /// @param fault why, without address or content
    record Later(String fault) implements Outcome {}

    /// It never will.
    record Refused(String fault) implements Outcome {}
  }
}
