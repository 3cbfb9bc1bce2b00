/// Measures one part of the chain and prints one line of JSON.
@NullMarked
package org.khue.sim.bench;

import org.jspecify.annotations.NullMarked;
