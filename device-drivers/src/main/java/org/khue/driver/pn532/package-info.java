/// Card readers with NXP's PN532 on a serial line. See README.md beside this package's resources.
@NullMarked
package org.khue.driver.pn532;

import org.jspecify.annotations.NullMarked;
