/// Tests of the Modbus TCP driver, against digitalpetri's server on a loopback port.
@NullMarked
package org.khue.driver.modbus;

import org.jspecify.annotations.NullMarked;
