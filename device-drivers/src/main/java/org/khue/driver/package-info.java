/// The driver SPI: what a driver gets, what it gives, how it fails. See
/// docs/how-to/add-a-driver.md.
@NullMarked
package org.khue.driver;

import org.jspecify.annotations.NullMarked;
