package org.khue.contract;

import java.util.regex.Pattern;

/// The MQTT topics `khue/v1/{gateway}/…`.
public final class Topics {
  private static final String ROOT = "khue/v1/";
  private static final Pattern GATEWAY_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private Topics() {}

  /// Up, retained, and the last will: [GatewayState] as JSON.
  public static String state(String gateway) {
    return ROOT + checked(gateway) + "/state";
  }

  /// Up, QoS 1: a [Batch].
  public static String up(String gateway, Stream stream) {
    return ROOT + checked(gateway) + "/up/" + stream.wireName();
  }

  /// Up, QoS 0: the newest readings while older ones still wait, in the bytes of a [Batch] of the
  /// telemetry stream. They are shown, not kept: the journal sends them again in their turn, so the
  /// batch's number means nothing and nothing is acknowledged.
  public static String live(String gateway) {
    return ROOT + checked(gateway) + "/live";
  }

  /// Down, QoS 1: an [Ack] as JSON.
  public static String ack(String gateway, Stream stream) {
    return ROOT + checked(gateway) + "/ack/" + stream.wireName();
  }

  /// Down, QoS 1: a [Command] as JSON.
  public static String command(String gateway) {
    return ROOT + checked(gateway) + "/command";
  }

  /// Down, retained: a [ConfigMessage] as JSON.
  public static String config(String gateway) {
    return ROOT + checked(gateway) + "/config";
  }

  /// Whether the text can be a gateway's id: lower-case letters, digits and hyphens, 1 to 63
  /// characters.
  public static boolean isGatewayId(String id) {
    return GATEWAY_ID.matcher(id).matches();
  }

  private static String checked(String gateway) {
    if (!isGatewayId(gateway)) {
      throw new IllegalArgumentException(
          "'"
              + gateway
              + "' is no gateway id: use lower-case letters, digits and hyphens, at most 63");
    }
    return gateway;
  }
}
