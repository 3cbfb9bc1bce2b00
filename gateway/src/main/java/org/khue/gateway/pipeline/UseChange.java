package org.khue.gateway.pipeline;

/// A use began or ended.
sealed interface UseChange {
  OpenUse use();

  record Started(OpenUse use) implements UseChange {}

  /// It counts to `use.lastHeld()`.
  ///
  /// @param reason `evidence`, `silence` or `gateway-restart`
  record Ended(OpenUse use, String reason) implements UseChange {}
}
