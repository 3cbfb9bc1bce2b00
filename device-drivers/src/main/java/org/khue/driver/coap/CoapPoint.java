package org.khue.driver.coap;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Block;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;
import org.khue.driver.PointSpec;
import org.khue.driver.Quality;
import org.khue.driver.Sample;
import org.khue.driver.TimeSource;
import org.khue.driver.Value;

/// A point and the record that holds it: `{record: temperature}`, or `{record: lux, path: /light}`
/// where it lies in another resource than the device's.
record CoapPoint(PointSpec spec, String record, String path) {
  private static final double OLDEST_SECONDS = -3_600;

  /// @param defaultPath the device's resource
  /// @throws IllegalArgumentException if the address is wrong
  static CoapPoint of(PointSpec spec, String defaultPath) {
    Block address = new Block(spec.address()).only("record", "path");
    return new CoapPoint(spec, address.text("record"), path(address.text("path", defaultPath)));
  }

  static String path(String text) {
    if (!text.matches("/[A-Za-z0-9._~/-]{0,128}")) {
      throw new IllegalArgumentException("`path` must be a path such as /senml: " + text);
    }
    return text;
  }

  /// The point's value in a pack.
  Outcome<Sample> read(SenmlPack pack, TimeSource time) {
    SenmlRecord found = pack.last(record);
    return found == null
        ? Outcome.failed(
            new Fault.Refused(
                "No record `"
                    + record
                    + "` in "
                    + path
                    + ", which has "
                    + String.join(", ", names(pack))))
        : Outcome.ok(sample(found, time));
  }

  private static List<String> names(SenmlPack pack) {
    return pack.records().stream()
        .map(each -> each.local().isEmpty() ? each.name() : each.local())
        .distinct()
        .limit(8)
        .toList();
  }

  /// A sample of a record that is named like the point.
  Sample sample(SenmlRecord found, TimeSource time) {
    Value value = found.value();
    if (value == null) {
      return bad("not-a-value", time);
    }
    if (value instanceof Value.Num(double number) && !Double.isFinite(number)) {
      return bad("not-a-number", time);
    }
    if (value instanceof Value.Text && spec.states().isEmpty()) {
      return bad("not-a-number", time);
    }
    if (isOfOtherUnit(found.unit())) {
      return bad("unit", time);
    }
    double age = Math.max(OLDEST_SECONDS, found.secondsFromNow());
    boolean old = found.secondsFromNow() < OLDEST_SECONDS;
    long shift = (long) (age * 1_000_000);
    return new Sample(
        spec.id(),
        value,
        old ? Quality.UNCERTAIN : Quality.GOOD,
        old ? "old" : null,
        time.wallMicros() + shift,
        Math.max(0, time.monotonicMicros() + shift));
  }

  /// A node that sends kelvins where the profile says degrees must not be believed. Where the
  /// profile converts the value itself, or names states, the unit on the wire is its own affair.
  private boolean isOfOtherUnit(@Nullable String unit) {
    return unit != null
        && spec.scale() == 1
        && spec.offset() == 0
        && spec.states().isEmpty()
        && !SenmlUnits.ucum(unit).equals(spec.unit());
  }

  Sample bad(String reason, TimeSource time) {
    return new Sample(
        spec.id(),
        new Value.Num(Double.NaN),
        Quality.BAD,
        reason,
        time.wallMicros(),
        time.monotonicMicros());
  }
}
