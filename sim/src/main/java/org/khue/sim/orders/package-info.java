/// Commands under measurement and under attack: `./khue bench commands`, `./khue chaos commands`.
@NullMarked
package org.khue.sim.orders;

import org.jspecify.annotations.NullMarked;
