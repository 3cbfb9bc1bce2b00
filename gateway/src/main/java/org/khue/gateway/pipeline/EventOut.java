package org.khue.gateway.pipeline;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.khue.contract.Event;
import org.khue.contract.Stamp;

/// Puts events into the journal, with the room's `simulated` flag.
record EventOut(Recorder recorder, boolean simulated) {
  CompletionStage<Long> event(Stamp at, String device, String kind, Map<String, Object> details) {
    return recorder.event(new Event(at, device, kind, simulated, details));
  }
}
