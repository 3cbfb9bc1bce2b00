/// Looks at the machine and says what is wrong and how to mend it.
@NullMarked
package org.khue.sim.doctor;

import org.jspecify.annotations.NullMarked;
