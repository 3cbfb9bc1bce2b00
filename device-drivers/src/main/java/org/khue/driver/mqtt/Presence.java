package org.khue.driver.mqtt;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;

/// Whether a device is there, from what has come since a probe began.
///
/// A live message proves it. A retained "online" is only a claim: it is believed when nothing
/// better comes, but not against unreadable messages.
final class Presence {
  private final String where;
  private final Set<String> offline = new LinkedHashSet<>();
  private boolean online;
  private boolean heard;
  private @Nullable String unreadable;
  private @Nullable Fault broken;

  /// @param where the device, for messages
  Presence(String where) {
    this.where = where;
  }

  /// Forgets all: a new probe begins.
  synchronized void begin() {
    offline.clear();
    online = false;
    heard = false;
    unreadable = null;
    broken = null;
  }

  synchronized void heard() {
    heard = true;
    offline.clear();
    notifyAll();
  }

  synchronized void online(String topic) {
    online = true;
    offline.remove(topic);
    notifyAll();
  }

  synchronized void offline(String topic) {
    offline.add(topic);
    heard = false;
    notifyAll();
  }

  synchronized void unreadable(String topic) {
    unreadable = topic;
    notifyAll();
  }

  /// The way to the device is gone.
  synchronized void broken(Fault fault) {
    broken = fault;
    notifyAll();
  }

  synchronized @Nullable Fault broken() {
    return broken;
  }

  /// Waits until it is there, or until the deadline: a device that is said to be offline may come
  /// back.
  ///
  /// @param claimsCount whether a claim is enough
  synchronized Outcome<Boolean> await(boolean claimsCount, Deadline deadline)
      throws InterruptedException {
    while (true) {
      if (broken != null) {
        return Outcome.failed(broken);
      }
      boolean claimed = online && offline.isEmpty() && unreadable == null;
      if (heard || (claimsCount && claimed)) {
        return Outcome.ok(true);
      }
      if (deadline.passed()) {
        return Outcome.failed(verdict());
      }
      wait(Math.max(1, deadline.remaining().toMillis()));
    }
  }

  private Fault verdict() {
    if (!offline.isEmpty()) {
      return new Fault.Gone(
          where
              + " is said to be offline on "
              + offline.iterator().next()
              + ": check its power and its radio");
    }
    if (unreadable != null) {
      return new Fault.Protocol(
          where + " sends what cannot be read on " + unreadable + ": compare it with the profile");
    }
    return new Fault.Timeout(
        "Nothing was heard of " + where + ": is it on, and does its topic read like this?");
  }
}
