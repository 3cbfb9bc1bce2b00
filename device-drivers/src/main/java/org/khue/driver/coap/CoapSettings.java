package org.khue.driver.coap;

import org.khue.driver.Block;
import org.khue.driver.DeviceConfig;

/// The connection block of a device.
///
/// @param path the resource that holds points which name none
/// @param observe whether points without a poll period are observed
/// @param accept the content format asked for; -1 for what the node likes
record CoapSettings(String host, int port, String path, boolean observe, int accept) {

  /// @throws IllegalArgumentException if something is wrong; the message says what would be right
  static CoapSettings of(DeviceConfig config) {
    Block block = new Block(config.connection()).only("host", "port", "path", "observe", "format");
    return new CoapSettings(
        block.text("host"),
        block.integer("port", 1, 65_535, 5683),
        CoapPoint.path(block.text("path", "/senml")),
        observe(block),
        switch (block.text("format", "any")) {
          case "any" -> -1;
          case "json" -> 110;
          case "cbor" -> 112;
          default -> throw new IllegalArgumentException("`format` must be json, cbor or any");
        });
  }

  private static boolean observe(Block block) {
    return switch (block.text("observe", "true")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("`observe` must be true or false");
    };
  }

  String target() {
    return "coap://" + host + ":" + port;
  }
}
