@NullMarked
package org.khue.sim.device.mqtt;

import org.jspecify.annotations.NullMarked;
