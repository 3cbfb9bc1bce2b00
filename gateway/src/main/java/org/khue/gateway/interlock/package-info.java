/// Interlocks: make dangerous outputs safe when something is not as it must be, when nobody knows
/// whether it is, and, through the device's own timer, when the gateway or the rule has died.
///
/// [Rule] is pure; [Interlocks] runs all rules on one thread, and stands between the commands and
/// the devices.
@NullMarked
package org.khue.gateway.interlock;

import org.jspecify.annotations.NullMarked;
