/// Modbus TCP (MODBUS Messaging on TCP/IP Implementation Guide V1.0b; Application Protocol V1.1b3):
/// meters and controllers, directly or behind a serial gateway. See README.md beside the schemas.
@NullMarked
package org.khue.driver.modbus;

import org.jspecify.annotations.NullMarked;
