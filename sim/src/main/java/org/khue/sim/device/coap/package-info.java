@NullMarked
package org.khue.sim.device.coap;

import org.jspecify.annotations.NullMarked;
