package org.khue.cloud.platform.net;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Keeps one source from taking all connections, and every connection from being held by saying
/// little: see [SlowPeer]. A limit of 0 is none, for a cloud behind a proxy that does this itself.
@Singleton
public final class ConnectionGuard
    implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  private final int mostOfOneSource;
  private final int most;
  private final ConcurrentHashMap<InetAddress, Integer> bySource = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();

  ConnectionGuard(
      @Property(name = "khue.http.connections-per-source", defaultValue = "400")
          int mostOfOneSource,
      @Property(name = "khue.http.connections", defaultValue = "8000") int most) {
    this.mostOfOneSource = mostOfOneSource;
    this.most = most;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new Each(null));
    return event.getBean();
  }

  /// Connections that are open now.
  public int open() {
    return open.get();
  }

  private boolean admit(Channel channel) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress peer)) {
      return true;
    }
    InetAddress source = peer.getAddress();
    int ofSource = bySource.merge(source, 1, Integer::sum);
    int all = open.incrementAndGet();
    channel
        .closeFuture()
        .addListener(closed -> {
          open.decrementAndGet();
          bySource.computeIfPresent(source, (same, count) -> count == 1 ? null : count - 1);
        });
    return (mostOfOneSource == 0 || ofSource <= mostOfOneSource) && (most == 0 || all <= most);
  }

  private final class Each implements NettyServerCustomizer {
    private final @org.jspecify.annotations.Nullable Channel channel;

    Each(@org.jspecify.annotations.Nullable Channel channel) {
      this.channel = channel;
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel other, ChannelRole role) {
      if (role != ChannelRole.CONNECTION) {
        return this;
      }
      if (!admit(other)) {
        other.close();
      }
      return new Each(other);
    }

    @Override
    public void onStreamPipelineBuilt() {
      if (channel != null
          && channel.pipeline().get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null
          && channel.pipeline().get(SlowPeer.NAME) == null) {
        channel
            .pipeline()
            .addAfter(
                ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, SlowPeer.NAME, new SlowPeer());
      }
    }
  }
}
