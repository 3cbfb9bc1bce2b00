/// The way over a USB stick, where there is no network at all.
@NullMarked
package org.khue.gateway.courier;

import org.jspecify.annotations.NullMarked;
