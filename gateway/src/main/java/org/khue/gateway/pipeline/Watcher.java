package org.khue.gateway.pipeline;

import org.jspecify.annotations.Nullable;

/// Sees every value of every device, before any report rule: what makes dangerous outputs safe.
/// Called on the devices' own threads, so it must not wait.
public interface Watcher {
  /// Sees nothing.
  Watcher NOBODY =
      new Watcher() {
        @Override
        public void seen(String device, String point, Look look) {}

        @Override
        public void alive(String device, long atMicros) {}
      };

  /// A value as it is seen.
  ///
  /// @param value in the point's unit
  /// @param state the name of its state; null for a measured value
  /// @param usable false: there is no value, whatever the rest says
  /// @param atMicros on the monotonic clock
  record Look(double value, @Nullable String state, boolean usable, long atMicros) {}

  void seen(String device, String point, Look look);

  /// The device's pipeline still works: told several times a second, whether or not values come.
  void alive(String device, long atMicros);
}
