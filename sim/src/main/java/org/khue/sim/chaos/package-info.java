/// Breaks a running chain on purpose and counts what is missing afterwards.
@NullMarked
package org.khue.sim.chaos;

import org.jspecify.annotations.NullMarked;
