package org.khue.gateway.interlock;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Fault;
import org.khue.gateway.config.InterlockRule;

/// Where one interlock stands, for whoever wants to switch its output on.
///
/// @param armed whether the device's own timer is set, where the rule wants one
record Guard(InterlockRule spec, Verdict verdict, boolean armed) {

  /// Why that command must not be carried out now; null if it may be.
  @Nullable Fault refusal(String command) {
    if (command.equals(spec.safe().command())) {
      return null;
    }
    return switch (verdict) {
      case Verdict.Unsafe(String cause, String point, double value) ->
          refused(
              "Interlock "
                  + spec.id()
                  + " holds: "
                  + cause
                  + (point.isEmpty() ? "" : " " + point)
                  + (Double.isNaN(value) ? "" : " = " + value),
              spec.message());
      case Verdict.Unknown(String point) ->
          refused(
              "Interlock " + spec.id() + " knows no value of " + point + " yet: try again shortly",
              Map.of(
                  "vi", "Khoá an toàn chưa có số đo " + point + ", thử lại sau ít giây.",
                  "en", "The interlock has no value of " + point + " yet, try again in seconds."));
      case Verdict.Free free when !armed ->
          refused(
              "Interlock " + spec.id() + ": the device has not set its own auto-off timer yet",
              Map.of(
                  "vi", "Thiết bị chưa xác nhận hẹn giờ tự tắt, thử lại sau ít giây.",
                  "en", "The device has not confirmed its auto-off timer, try again in seconds."));
      case Verdict.Free free -> null;
    };
  }

  private static Fault refused(String message, Map<String, String> said) {
    return new Fault.Refused(message, said);
  }
}
