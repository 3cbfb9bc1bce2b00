package org.khue.driver.coap;

import java.io.IOException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.jspecify.annotations.Nullable;

/// The one UDP socket that all CoAP devices of this gateway are spoken to from, and its threads. It
/// opens with the first device and closes with the last.
///
/// The library would write a properties file into the working directory: all that differs from its
/// defaults is set here instead.
final class CoapNodes {
  private @Nullable CoapEndpoint endpoint;
  private @Nullable ScheduledThreadPoolExecutor timer;
  private int users;

  /// A taken endpoint.
  ///
  /// @param timer one thread, on which answers arrive
  record Socket(CoapEndpoint endpoint, ScheduledThreadPoolExecutor timer) {}

  synchronized Socket take() throws IOException {
    CoapEndpoint running = endpoint;
    ScheduledThreadPoolExecutor clock = timer;
    if (running == null || clock == null) {
      clock =
          new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("coap").factory());
      clock.setRemoveOnCancelPolicy(true);
      running = CoapEndpoint.builder().setConfiguration(configuration()).setPort(0).build();
      running.setExecutors(clock, clock);
      try {
        running.start();
      } catch (IOException e) {
        running.destroy();
        clock.shutdownNow();
        throw e;
      }
      endpoint = running;
      timer = clock;
    }
    users++;
    return new Socket(running, clock);
  }

  synchronized void giveBack() {
    CoapEndpoint running = endpoint;
    ScheduledThreadPoolExecutor clock = timer;
    if (--users > 0 || running == null || clock == null) {
      return;
    }
    endpoint = null;
    timer = null;
    running.destroy();
    clock.shutdownNow();
  }

  /// A lost node is noticed within 10 s of the request that it does not answer; memory is bounded
  /// for a room's hundred devices, not for the library's 150,000.
  static Configuration configuration() {
    Configuration configuration =
        new Configuration(SystemConfig.DEFINITIONS, CoapConfig.DEFINITIONS, UdpConfig.DEFINITIONS);
    configuration.set(CoapConfig.ACK_TIMEOUT, 1, TimeUnit.SECONDS);
    configuration.set(CoapConfig.MAX_RETRANSMIT, 2);
    configuration.set(CoapConfig.MAX_ACTIVE_PEERS, 256);
    configuration.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, SenmlPack.LONGEST_BYTES);
    configuration.set(CoapConfig.MAX_SERVER_OBSERVES, 1);
    configuration.set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1);
    configuration.set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP);
    configuration.set(CoapConfig.NOTIFICATION_REREGISTRATION_BACKOFF, 1, TimeUnit.SECONDS);
    configuration.set(UdpConfig.UDP_RECEIVER_THREAD_COUNT, 1);
    configuration.set(UdpConfig.UDP_SENDER_THREAD_COUNT, 1);
    return configuration;
  }
}
