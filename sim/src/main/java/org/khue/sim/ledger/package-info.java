@NullMarked
package org.khue.sim.ledger;

import org.jspecify.annotations.NullMarked;
