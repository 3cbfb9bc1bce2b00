/// The room's alarms on the local site.
@NullMarked
package org.khue.gateway.local.alarm;

import org.jspecify.annotations.NullMarked;
