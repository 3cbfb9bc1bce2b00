package org.khue.gateway.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.khue.contract.Reading;

/// The newest reading of each point since somebody last asked. As large as the room has points.
public final class NewestReadings {
  private record Point(String device, String point) {}

  private final Map<Point, Reading> newest = new LinkedHashMap<>();

  public synchronized void put(Reading reading) {
    newest.put(new Point(reading.device(), reading.point()), reading);
  }

  /// Hands them over and begins anew.
  public synchronized List<Reading> take() {
    List<Reading> taken = new ArrayList<>(newest.values());
    newest.clear();
    return taken;
  }
}
