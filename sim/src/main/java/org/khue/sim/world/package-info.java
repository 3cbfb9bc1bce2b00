@NullMarked
package org.khue.sim.world;

import org.jspecify.annotations.NullMarked;
