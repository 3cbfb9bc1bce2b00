@NullMarked
package org.khue.sim.device.power;

import org.jspecify.annotations.NullMarked;
