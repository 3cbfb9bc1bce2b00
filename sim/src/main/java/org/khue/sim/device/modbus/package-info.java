@NullMarked
package org.khue.sim.device.modbus;

import org.jspecify.annotations.NullMarked;
