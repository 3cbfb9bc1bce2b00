package org.khue.gateway.pipeline;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// Where a person sees the alarms of the room and says that they have seen them. It works without
/// the cloud, which hears of it as of any event. May be called from any thread.
public final class AlarmDesk {
  private final Map<String, Episodes> devices = new ConcurrentHashMap<>();

  /// What came of an acknowledgement.
  public enum Answer {
    DONE,

    /// Somebody was quicker.
    ALREADY,

    /// It has cleared meanwhile, or never was.
    GONE
  }

  void open(String device, Episodes episodes) {
    devices.put(device, episodes);
  }

  void close(String device, Episodes episodes) {
    devices.remove(device, episodes);
  }

  /// All alarms that stand, the most urgent first, of those the oldest first.
  public List<StandingAlarm> standing() {
    return devices.values().stream()
        .flatMap(episodes -> episodes.standing().stream())
        .sorted(
            Comparator.comparing((StandingAlarm alarm) -> alarm.rule().severity())
                .reversed()
                .thenComparing(alarm -> alarm.raised().wallMicros())
                .thenComparing(alarm -> alarm.rule().id()))
        .toList();
  }

  /// Notes that somebody takes care of an alarm.
  ///
  /// @param by who, see [Acknowledgement#by()]
  /// @return ends within a second or so, when the event is on disk; exceptionally if it could not
  ///   be kept
  public CompletionStage<Answer> acknowledge(String alarm, String by) {
    for (Episodes episodes : devices.values()) {
      if (episodes.standing().stream().anyMatch(each -> each.rule().id().equals(alarm))) {
        return episodes.acknowledge(alarm, by);
      }
    }
    return CompletableFuture.completedFuture(Answer.GONE);
  }
}
