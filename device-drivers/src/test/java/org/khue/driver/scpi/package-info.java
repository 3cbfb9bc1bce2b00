/// Tests of the SCPI driver.
@NullMarked
package org.khue.driver.scpi;

import org.jspecify.annotations.NullMarked;
