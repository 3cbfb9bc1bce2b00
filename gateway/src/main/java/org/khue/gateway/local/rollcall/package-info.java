/// Roll-calls on the local site.
@NullMarked
package org.khue.gateway.local.rollcall;

import org.jspecify.annotations.NullMarked;
