/// Pages about the program itself: the audit trail, jobs, notices, retention.
@NullMarked
package org.khue.cloud.pages.administration;

import org.jspecify.annotations.NullMarked;
