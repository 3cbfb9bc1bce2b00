package org.khue.cloud.pages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// What a live stream brought so far, read by a thread of its own.
final class LiveText {
  private final StringBuffer text = new StringBuffer();
  private volatile boolean over;

  static LiveText follow(InputStream stream) {
    LiveText live = new LiveText();
    Thread.ofVirtual().start(() -> live.read(stream));
    return live;
  }

  private void read(InputStream stream) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        text.append(line).append('\n');
        line = lines.readLine();
      }
    } catch (IOException e) {
      text.append("[ended: ").append(e.getMessage()).append("]\n");
    }
    over = true;
  }

  boolean contains(String part) {
    return text.indexOf(part) >= 0;
  }

  /// The newest event of that name; empty when none came.
  String lastOf(String event) {
    String all = text.toString();
    int start = all.lastIndexOf("event: " + event + "\n");
    int end = start < 0 ? -1 : all.indexOf("\n\n", start);
    return start < 0 ? "" : end < 0 ? all.substring(start) : all.substring(start, end);
  }

  boolean isOver() {
    return over;
  }
}
