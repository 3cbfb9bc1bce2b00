/// Devices that speak JSON over MQTT 3.1.1 on the room's broker: Tasmota, Zigbee2MQTT and plain
/// nodes. See README.md beside the schemas.
@NullMarked
package org.khue.driver.mqtt;

import org.jspecify.annotations.NullMarked;
