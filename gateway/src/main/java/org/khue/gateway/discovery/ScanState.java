package org.khue.gateway.discovery;

import java.util.List;

/// How the search stands.
///
/// @param running whether one is under way
/// @param startedMicros µs UTC by the gateway's clock of the last one; 0 if there was none
/// @param endedMicros 0 while it runs, or if there was none
/// @param endpoints how many addresses it may ask
/// @param faults what kept it from looking at a part, in English, with what to do
/// @param leftOut findings that found no place in the inbox
public record ScanState(
    boolean running,
    long startedMicros,
    long endedMicros,
    long endpoints,
    List<String> faults,
    int leftOut) {
  static final ScanState NONE = new ScanState(false, 0, 0, 0, List.of(), 0);

  public ScanState {
    faults = List.copyOf(faults);
  }
}
