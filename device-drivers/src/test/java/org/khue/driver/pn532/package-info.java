/// Tests of the PN532 driver.
@NullMarked
package org.khue.driver.pn532;

import org.jspecify.annotations.NullMarked;
