/// Tests of the PJLink driver.
@NullMarked
package org.khue.driver.pjlink;

import org.jspecify.annotations.NullMarked;
