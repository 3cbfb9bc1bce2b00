package org.khue.cloud.telemetry;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.telemetry.TelemetryStore.Point;
import org.khue.cloud.telemetry.TelemetryStore.RawReading;
import org.khue.cloud.telemetry.TelemetryStore.Span;
import org.khue.cloud.telemetry.internal.Micros;

/// All readings of a period as text. Pieces are read one after the other, each in a transaction of
/// its own: however slowly somebody takes them, no more than one piece is in memory, and no
/// connection waits for them.
public final class Export {
  /// How readings are written.
  public enum Format {
    /// RFC 4180: a header line, times in ISO 8601 UTC, an empty value where the device gave none.
    CSV,
    /// InfluxDB's line protocol with nanoseconds. Several readings of one microsecond are set apart
    /// by a nanosecond each, so that none replaces another.
    LINE
  }

  static final int READINGS_A_PIECE = 5_000;

  private static final String HEADER = "time,value,unit,quality,reason,simulated\r\n";

  private final TelemetryStore store;
  private final Point point;
  private final Span period;
  private final Format format;
  private Instant next;
  private int skip;
  private boolean begun;
  private boolean ended;

  Export(TelemetryStore store, Point point, Span period, Format format) {
    this.store = store;
    this.point = point;
    this.period = period;
    this.format = format;
    this.next = period.from();
  }

  /// The next piece; null when there is none. Never empty.
  public @Nullable String piece() {
    StringBuilder piece = new StringBuilder();
    if (!begun && format == Format.CSV) {
      piece.append(HEADER);
    }
    begun = true;
    if (!ended) {
      List<RawReading> readings =
          store.readings(point, new Span(next, period.to()), skip, READINGS_A_PIECE);
      for (RawReading reading : readings) {
        skip = reading.at().equals(next) ? skip + 1 : 1;
        next = reading.at();
        switch (format) {
          case CSV -> csv(reading, piece);
          case LINE -> line(reading, piece);
        }
      }
      ended = readings.size() < READINGS_A_PIECE;
    }
    return piece.isEmpty() ? null : piece.toString();
  }

  /// The text in UTF-8, read as it is taken.
  ///
  /// @param asking how a piece is read, such as within somebody's scope
  public InputStream stream(Asking asking) {
    return new PieceStream(() -> {
      String piece = asking.ask(this::piece);
      return piece == null ? null : piece.getBytes(StandardCharsets.UTF_8);
    });
  }

  /// Asks for a piece on somebody's behalf.
  @FunctionalInterface
  public interface Asking {
    @Nullable String ask(Supplier<@Nullable String> question);
  }

  private void csv(RawReading reading, StringBuilder out) {
    String reason = reading.reason();
    out.append(reading.at())
        .append(',')
        .append(Double.isNaN(reading.value()) ? "" : Double.toString(reading.value()))
        .append(',')
        .append(field(point.unit()))
        .append(',')
        .append(quality(reading))
        .append(',')
        .append(reason == null ? "" : field(reason))
        .append(',')
        .append(reading.simulated())
        .append("\r\n");
  }

  private void line(RawReading reading, StringBuilder out) {
    out.append("reading,device=").append(tag(point.device()));
    out.append(",gateway=").append(tag(point.gateway()));
    out.append(",point=").append(tag(point.point()));
    out.append(",unit=").append(tag(point.unit())).append(' ');
    if (Double.isFinite(reading.value())) {
      out.append("value=").append(reading.value()).append(',');
    }
    out.append("quality=\"").append(quality(reading)).append('"');
    String reason = reading.reason();
    if (reason != null) {
      out.append(",reason=\"");
      out.append(reason.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
    out.append(",simulated=").append(reading.simulated()).append(' ');
    long sameMicros = Math.min(skip - 1, 999);
    out.append(Micros.of(reading.at()) * 1_000 + sameMicros).append('\n');
  }

  private static String quality(RawReading reading) {
    return reading.quality().name().toLowerCase(Locale.ROOT);
  }

  private static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String tag(String text) {
    StringBuilder tag = new StringBuilder();
    for (char c : text.toCharArray()) {
      if (c == ',' || c == '=' || c == ' ') {
        tag.append('\\');
      }
      tag.append(c);
    }
    return tag.toString();
  }
}
