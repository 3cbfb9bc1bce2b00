/// Who came in, went out, or failed to come in.
@NullMarked
package org.khue.cloud.identity.internal.signin;

import org.jspecify.annotations.NullMarked;
