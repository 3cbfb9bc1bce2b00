/// Instruments that speak SCPI over a raw TCP socket. See README.md beside this package's
/// resources.
@NullMarked
package org.khue.driver.scpi;

import org.jspecify.annotations.NullMarked;
