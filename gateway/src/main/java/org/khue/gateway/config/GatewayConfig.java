package org.khue.gateway.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.khue.gateway.uplink.UplinkWay;

/// All that a gateway is told at its start. Paths are absolute.
///
/// @param gateway its id, unique in the cloud
/// @param data directory of the journal, the boot counter and keys; need not exist yet
/// @param roomBroker null if no device of the room speaks MQTT and none was asked for
/// @param localSite where the gateway's own pages are served
/// @param pinFile its first line is the PIN of those pages; null if the sticker's counts, or none
/// @param file the `gateway.yaml` itself
/// @param roomFile the room file that it names; `room` may have been read from another
/// @param updates whose versions of this program are taken
public record GatewayConfig(
    String gateway,
    Path data,
    Cloud cloud,
    @Nullable RoomBroker roomBroker,
    Endpoint localSite,
    @Nullable Path pinFile,
    Room room,
    Path file,
    Path roomFile,
    Updates updates) {

  /// Other versions of this program.
  ///
  /// @param keys the public keys of believed releases; null to take none
  /// @param settle a new version is good at the earliest after this
  /// @param patience and is given up if the room is not well after this
  public record Updates(@Nullable Path keys, Duration settle, Duration patience) {
    /// Where nothing else is said.
    public static final Updates NONE =
        new Updates(null, Duration.ofMinutes(1), Duration.ofMinutes(5));
  }

  /// How the cloud is reached.
  public sealed interface Cloud {
    /// Which ways may be used.
    UplinkWay.Choice uplink();

    /// Without TLS, on this machine only.
    ///
    /// @param mqtt such as `tcp://127.0.0.1:1883`, always with a port
    /// @param secretFile its first line is the password
    /// @param authority SHA-256 of the root of the cloud whose configurations are taken,
    ///   lower-case; null to take none
    record WithSecret(URI mqtt, Path secretFile, @Nullable String authority) implements Cloud {
      @Override
      public UplinkWay.Choice uplink() {
        return UplinkWay.Choice.MQTT;
      }
    }

    /// With the gateway's certificate.
    ///
    /// @param url the cloud's HTTPS address, where certificates come from; no slash at its end
    /// @param authority SHA-256 of the cloud's root, lower-case; null if claimed by hand
    /// @param claimCode null if claimed by hand
    /// @param uplink which ways may be used
    record WithCertificate(
        URI url, @Nullable String authority, @Nullable String claimCode, UplinkWay.Choice uplink)
        implements Cloud {
      /// Without the code.
      @Override
      public String toString() {
        return "WithCertificate[" + url + "]";
      }
    }
  }

  /// Where the room's MQTT devices meet the gateway.
  public sealed interface RoomBroker {
    /// The gateway runs it at this address.
    record Embedded(Endpoint bind) implements RoomBroker {}

    /// Another process runs it.
    record External(URI uri) implements RoomBroker {}

    /// What a client connects to, such as `tcp://127.0.0.1:1884`.
    default URI uri() {
      return switch (this) {
        case Embedded embedded -> URI.create("tcp://" + embedded.bind());
        case External external -> external.uri;
      };
    }
  }

  /// A host name or address with a port of 1 to 65535.
  public record Endpoint(String host, int port) {
    /// `host:port`, an IPv6 address in brackets.
    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /// The same gateway in another room.
  public GatewayConfig with(Room other) {
    return new GatewayConfig(
        gateway, data, cloud, roomBroker, localSite, pinFile, other, file, roomFile, updates);
  }
}
