package org.khue.cloud.platform.net;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes a connection that is held by saying little or by taking little, which an idle limit does
/// not see: whoever sends a byte now and then is never idle.
///
/// - The head of a first request is there within 15 s, of a later one within 75 s of the answer.
/// - A body comes with 2 KiB/s at least, looked at every 15 s.
/// - A piece of an answer is taken within 120 s.
final class SlowPeer extends ChannelDuplexHandler {
  static final String NAME = "khue-slow-peer";
  static final Duration FIRST_HEAD = Duration.ofSeconds(15);

  private static final Duration NEXT_HEAD = Duration.ofSeconds(75);
  private static final Duration BODY_LOOK = Duration.ofSeconds(15);
  private static final long BODY_LEAST = 2_048 * BODY_LOOK.toSeconds();
  private static final Duration TAKEN = Duration.ofSeconds(120);

  private @Nullable Future<?> headDue;
  private @Nullable Future<?> bodyLook;
  private long bodyBytes;
  private boolean asked;

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    headDue = closeIn(context, FIRST_HEAD);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    stop(headDue);
    stop(bodyLook);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    stop(headDue);
    stop(bodyLook);
    super.channelInactive(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof HttpRequest) {
      stop(headDue);
      bodyBytes = 0;
      stop(bodyLook);
      bodyLook =
          context
              .executor()
              .scheduleAtFixedRate(
                  () -> look(context),
                  BODY_LOOK.toMillis(),
                  BODY_LOOK.toMillis(),
                  TimeUnit.MILLISECONDS);
    }
    asked = false;
    if (message instanceof HttpContent content) {
      bodyBytes += content.content().readableBytes();
    }
    if (message instanceof LastHttpContent) {
      stop(bodyLook);
    }
    super.channelRead(context, message);
  }

  @Override
  public void read(ChannelHandlerContext context) throws Exception {
    asked = true;
    super.read(context);
  }

  private void look(ChannelHandlerContext context) {
    // What the server itself does not ask for yet is no fault of the peer.
    if (bodyBytes < BODY_LEAST && (asked || context.channel().config().isAutoRead())) {
      context.close();
    }
    bodyBytes = 0;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    ChannelPromise watched = promise.unvoid();
    Future<?> due = closeIn(context, TAKEN);
    boolean last = message instanceof LastHttpContent;
    watched.addListener((ChannelFuture done) -> {
      stop(due);
      if (last && context.channel().isActive()) {
        stop(headDue);
        headDue = closeIn(context, NEXT_HEAD);
      }
    });
    super.write(context, message, watched);
  }

  private static Future<?> closeIn(ChannelHandlerContext context, Duration time) {
    return context
        .executor()
        .schedule(() -> context.close(), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void stop(@Nullable Future<?> due) {
    if (due != null) {
      due.cancel(false);
    }
  }
}
