@NullMarked
package org.khue.sim.room;

import org.jspecify.annotations.NullMarked;
