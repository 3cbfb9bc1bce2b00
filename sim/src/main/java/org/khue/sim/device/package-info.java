@NullMarked
package org.khue.sim.device;

import org.jspecify.annotations.NullMarked;
