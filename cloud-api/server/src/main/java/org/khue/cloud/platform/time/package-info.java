/// The clock, so that nothing reads the global one.
@NullMarked
package org.khue.cloud.platform.time;

import org.jspecify.annotations.NullMarked;
