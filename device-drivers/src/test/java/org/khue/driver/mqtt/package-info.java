/// Tests of the MQTT driver, against brokers on loopback ports.
@NullMarked
package org.khue.driver.mqtt;

import org.jspecify.annotations.NullMarked;
