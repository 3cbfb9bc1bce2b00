@NullMarked
package org.khue.sim.play;

import org.jspecify.annotations.NullMarked;
