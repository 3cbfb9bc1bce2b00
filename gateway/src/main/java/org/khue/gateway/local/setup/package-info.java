/// The installer's wizard: claim, name the room, take devices in, try everything.
@NullMarked
package org.khue.gateway.local.setup;

import org.jspecify.annotations.NullMarked;
