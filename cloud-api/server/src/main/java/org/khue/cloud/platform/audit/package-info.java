/// The audit trail.
@NullMarked
package org.khue.cloud.platform.audit;

import org.jspecify.annotations.NullMarked;
