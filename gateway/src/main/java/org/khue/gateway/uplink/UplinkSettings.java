package org.khue.gateway.uplink;

import java.time.Duration;
import org.khue.contract.Topics;

/// How a gateway reaches its cloud.
///
/// @param gateway its id: the MQTT client id and user name
/// @param access address and credential
/// @param keepAlive a silent connection is tried after this
/// @param connectTimeout for the connection and for each answer while it is set up
/// @param minBackoff the shortest wait before connecting again
/// @param maxBackoff the longest
/// @param windowBatches batches of one stream on their way at the same time
/// @param ackTimeout so long without an acknowledgement, and what is on its way is sent again
/// @param statePeriod the state is published this often, and when it changes
/// @param choice which ways may be used
public record UplinkSettings(
    String gateway,
    Access access,
    Duration keepAlive,
    Duration connectTimeout,
    Duration minBackoff,
    Duration maxBackoff,
    int windowBatches,
    Duration ackTimeout,
    Duration statePeriod,
    UplinkWay.Choice choice) {

  public UplinkSettings {
    if (!Topics.isGatewayId(gateway)) {
      throw new IllegalArgumentException("'" + gateway + "' is no gateway id");
    }
    if (windowBatches < 1) {
      throw new IllegalArgumentException("windowBatches must be at least 1");
    }
  }

  public static UplinkSettings of(String gateway, Access access, UplinkWay.Choice choice) {
    return new UplinkSettings(
        gateway,
        access,
        Duration.ofSeconds(20),
        Duration.ofSeconds(10),
        Duration.ofMillis(500),
        Duration.ofSeconds(30),
        4,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        choice);
  }
}
