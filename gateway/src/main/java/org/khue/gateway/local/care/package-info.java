/// What a technician needs when something is wrong: the log, the queues, the diagnostics bundle.
@NullMarked
package org.khue.gateway.local.care;

import org.jspecify.annotations.NullMarked;
