@NullMarked
package org.khue.sim.device.pjlink;

import org.jspecify.annotations.NullMarked;
