/// Projectors and displays that speak PJLink. See README.md beside this package's resources.
@NullMarked
package org.khue.driver.pjlink;

import org.jspecify.annotations.NullMarked;
