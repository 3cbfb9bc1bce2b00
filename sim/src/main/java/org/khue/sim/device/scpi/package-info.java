@NullMarked
package org.khue.sim.device.scpi;

import org.jspecify.annotations.NullMarked;
