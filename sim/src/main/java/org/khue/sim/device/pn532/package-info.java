@NullMarked
package org.khue.sim.device.pn532;

import org.jspecify.annotations.NullMarked;
