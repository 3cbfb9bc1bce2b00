/// Roles, assignments, and the rights that they give.
@NullMarked
package org.khue.cloud.identity.internal.grant;

import org.jspecify.annotations.NullMarked;
