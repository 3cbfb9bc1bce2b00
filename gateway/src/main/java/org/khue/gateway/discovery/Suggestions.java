package org.khue.gateway.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.khue.driver.Candidate;
import org.khue.gateway.config.ProfileEntry;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDevice;

/// The profiles that may fit something found.
///
/// @param profiles the best first
/// @param fitting how many are known to fit; the others only speak its wire
record Suggestions(List<ProfileEntry> profiles, int fitting) {
  static Suggestions of(Candidate candidate, List<ProfileEntry> profiles) {
    List<ProfileEntry> fitting = new ArrayList<>();
    List<ProfileEntry> others = new ArrayList<>();
    for (ProfileEntry profile : profiles) {
      if (profile.driver().equals(candidate.driver())) {
        (fits(profile, candidate) > 0 ? fitting : others).add(profile);
      }
    }
    fitting.sort(
        Comparator.comparingInt((ProfileEntry profile) -> fits(profile, candidate)).reversed());
    int known = fitting.size();
    fitting.addAll(others);
    return new Suggestions(List.copyOf(fitting), known);
  }

  private static int fits(ProfileEntry profile, Candidate candidate) {
    return profile.matches().stream().mapToInt(match -> match.fits(candidate)).max().orElse(0);
  }

  /// Free in the room: what the device is, with a number where there is one already.
  String id(Candidate candidate, Room room) {
    String kind = fitting > 0 ? profiles.getFirst().kind() : candidate.driver();
    Set<String> taken = room.devices().stream().map(RoomDevice::id).collect(Collectors.toSet());
    for (int number = 1; number <= taken.size(); number++) {
      String id = number == 1 ? kind : kind + "-" + number;
      if (!taken.contains(id)) {
        return id;
      }
    }
    return taken.isEmpty() ? kind : kind + "-" + (taken.size() + 1);
  }
}
