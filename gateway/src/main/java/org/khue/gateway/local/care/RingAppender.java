package org.khue.gateway.local.care;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import org.khue.gateway.local.care.LogRing.Level;
import org.khue.gateway.local.care.LogRing.Line;

/// Puts every line of the process's log into the ring of the process. Logback makes it, as
/// `logback.xml` says.
public final class RingAppender extends AppenderBase<ILoggingEvent> {
  private static final LogRing RING = new LogRing();

  /// The log of this process.
  public static LogRing ring() {
    return RING;
  }

  @Override
  protected void append(ILoggingEvent event) {
    String logger = event.getLoggerName();
    RING.add(
        new Line(
            event.getTimeStamp(),
            level(event.getLevel()),
            logger.substring(logger.lastIndexOf('.') + 1),
            event.getFormattedMessage() + cause(event.getThrowableProxy())));
  }

  private static Level level(ch.qos.logback.classic.Level level) {
    if (level.isGreaterOrEqual(ch.qos.logback.classic.Level.ERROR)) {
      return Level.ERROR;
    }
    return level.isGreaterOrEqual(ch.qos.logback.classic.Level.WARN) ? Level.WARN : Level.INFO;
  }

  private static String cause(@org.jspecify.annotations.Nullable IThrowableProxy thrown) {
    return thrown == null ? "" : " – " + thrown.getClassName() + ": " + thrown.getMessage();
  }
}
