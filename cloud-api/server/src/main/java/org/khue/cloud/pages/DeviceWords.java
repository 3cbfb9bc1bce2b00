package org.khue.cloud.pages;

import org.khue.cloud.fleet.Device;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;

/// A device's state for templates.
public final class DeviceWords {
  private DeviceWords() {}

  public static Mark mark(Device device) {
    return Words.mark(device.state().phase());
  }

  public static String word(Text text, Device device) {
    return Words.phase(text, device.state().phase());
  }
}
