package org.khue.cloud.pages;

import java.time.Duration;
import org.khue.contract.GatewayState;
import org.khue.web.i18n.Text;

/// A gateway's state for templates.
public final class GatewayWords {
  private GatewayWords() {}

  public static String oldest(Text text, GatewayState state) {
    return state.queuedEvents() + state.queuedTelemetry() == 0
        ? text.t("gateway.nothing-waits")
        : text.duration(Duration.ofSeconds(state.oldestQueuedSeconds()));
  }

  public static String clock(Text text, GatewayState state) {
    return Words.clock(text, state.clock());
  }
}
