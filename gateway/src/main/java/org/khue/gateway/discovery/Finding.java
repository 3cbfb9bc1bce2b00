package org.khue.gateway.discovery;

import java.util.List;
import org.khue.driver.Candidate;
import org.khue.gateway.config.ProfileEntry;

/// Something found, as a page shows it.
///
/// @param key names it in calls to the [Inbox]; hexadecimal, the same after a restart
/// @param profiles those that fit, the best first; then all others that speak its wire
/// @param fitting how many of `profiles` are known to fit
/// @param suggestedId free in the room
/// @param firstSeenMicros µs UTC by the gateway's clock
/// @param lastSeenMicros likewise
public record Finding(
    String key,
    Candidate candidate,
    Standing standing,
    List<ProfileEntry> profiles,
    int fitting,
    String suggestedId,
    long firstSeenMicros,
    long lastSeenMicros) {
  public Finding {
    profiles = List.copyOf(profiles);
  }
}
