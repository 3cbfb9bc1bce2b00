@NullMarked
package org.khue.sim;

import org.jspecify.annotations.NullMarked;
