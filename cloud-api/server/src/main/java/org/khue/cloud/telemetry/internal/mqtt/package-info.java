/// The ways by which gateways reach the ingest over MQTT.
@NullMarked
package org.khue.cloud.telemetry.internal.mqtt;

import org.jspecify.annotations.NullMarked;
