/// Configurations of gateways: written and checked here, signed, sent, and followed until the
/// gateway says what became of them.
@NullMarked
package org.khue.cloud.fleet.config;

import org.jspecify.annotations.NullMarked;
