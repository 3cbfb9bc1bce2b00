/// Errors of the API as `application/problem+json` (RFC 9457).
@NullMarked
package org.khue.cloud.platform.problem;

import org.jspecify.annotations.NullMarked;
