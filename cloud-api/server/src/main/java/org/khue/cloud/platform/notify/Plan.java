package org.khue.cloud.platform.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What to do with a notice next: pure rules.
///
/// @param skips channels that are passed by, with the reason
record Plan(List<Skip> skips, Then then) {

  /// A channel that is passed by.
  record Skip(Channel channel, String why) {}

  /// The next step.
  sealed interface Then {
    /// Nothing more.
    record Done() implements Then {}

    /// Nothing before that moment.
    record Wait(Instant until) implements Then {}

    /// Try that channel.
    record Send(Channel channel, Contact contact, String address, int attempts) implements Then {}
  }

  /// @param contact null if nobody knows how to reach the person
  /// @param channels in the order of trying
  /// @param tries what was done so far, by channel
  static Plan of(
      NoticeLine notice,
      @Nullable Contact contact,
      List<Channel> channels,
      Map<String, DeliveryStore.Try> tries,
      QuietHours quiet,
      Instant now) {
    boolean reached =
        notice.readAt() != null
            || tries.values().stream().anyMatch(made -> made.state() == DeliveryStore.State.SENT);
    if (reached || contact == null) {
      return new Plan(List.of(), new Then.Done());
    }
    List<Skip> skips = new ArrayList<>();
    for (Channel channel : channels) {
      DeliveryStore.Try made = tries.get(channel.name());
      if (made != null && made.state() != DeliveryStore.State.WAITING) {
        continue;
      }
      String address = channel.address(contact);
      if (address == null) {
        skips.add(new Skip(channel, "no address"));
      } else if (channel.paid() && notice.weight() == Notice.Weight.NORMAL) {
        skips.add(new Skip(channel, "not important enough for a paid channel"));
      } else if (channel.paid() && !contact.paid().contains(channel.name())) {
        skips.add(new Skip(channel, "no consent"));
      } else {
        Instant allowed = notice.weight() == Notice.Weight.URGENT ? now : quiet.allowed(now);
        return new Plan(
            skips,
            allowed.isAfter(now)
                ? new Then.Wait(allowed)
                : new Then.Send(channel, contact, address, made == null ? 0 : made.attempts()));
      }
    }
    return new Plan(skips, new Then.Done());
  }
}
