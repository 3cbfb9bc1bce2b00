/// Makes readings and events of what devices say: scale, unit, quality, report rule, use intervals,
/// alarms. Pure but for the recorder, which appends to the journal.
@NullMarked
package org.khue.gateway.pipeline;

import org.jspecify.annotations.NullMarked;
