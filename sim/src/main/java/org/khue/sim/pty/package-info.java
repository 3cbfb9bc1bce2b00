@NullMarked
package org.khue.sim.pty;

import org.jspecify.annotations.NullMarked;
