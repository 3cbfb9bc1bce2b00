/// Sends the journal to the cloud over MQTT 5 and takes its acknowledgements and commands.
@NullMarked
package org.khue.gateway.uplink;

import org.jspecify.annotations.NullMarked;
