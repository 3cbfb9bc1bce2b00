package org.khue.gateway.tamper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.khue.contract.ClockState;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.Stream;
import org.khue.contract.wire.EntryReader;
import org.khue.contract.wire.WireException;
import org.khue.driver.TimeSource;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.journal.Journal;
import org.khue.gateway.journal.Journal.Stored;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;
import org.khue.gateway.pipeline.Recorder;

/// A real journal, read back to see which refusals it would tell the cloud.
public final class Refusals implements AutoCloseable {
  private static final int MOST = 1_000;
  private static final int BYTES = 1_000_000;

  private final String kind;
  private final GatewayClock clock;
  private final Journal journal;
  private final Recorder recorder;
  private final Map<String, Long> reasons = new HashMap<>();
  private long next = 1;

  /// @param kind of the events that tell a refusal
  public Refusals(Path directory, String kind, TimeSource time) throws IOException {
    this.kind = kind;
    clock = new GatewayClock(time, 1, ClockState.SYNCED);
    journal = Journals.open(directory, JournalSettings.DEFAULTS, clock);
    journal.numberAfter(Stream.EVENTS, 0);
    journal.numberAfter(Stream.TELEMETRY, 0);
    recorder = new Recorder(journal);
  }

  public Recorder recorder() {
    return recorder;
  }

  public GatewayClock clock() {
    return clock;
  }

  /// How many came since the last call.
  public int newOnes() throws IOException {
    int found = 0;
    for (Stored each : journal.read(Stream.EVENTS, next, MOST, BYTES)) {
      next = each.seq() + each.span();
      if (event(each) instanceof Event event && event.kind().equals(kind)) {
        found++;
        reasons.merge(String.valueOf(event.details().get("reason")), 1L, Long::sum);
      }
    }
    journal.acknowledge(Stream.EVENTS, next - 1);
    return found;
  }

  private static Entry event(Stored stored) throws IOException {
    try {
      return EntryReader.read(stored.cbor());
    } catch (WireException e) {
      throw new IOException("the journal gave back what is no entry", e);
    }
  }

  public Map<String, Long> reasons() {
    return Map.copyOf(reasons);
  }

  @Override
  public void close() throws IOException {
    recorder.close();
    journal.close();
  }
}
