/// A population database that is simulated, asked over HTTP as the real one would be.
@NullMarked
package org.khue.sim.registry;

import org.jspecify.annotations.NullMarked;
