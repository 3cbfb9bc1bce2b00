/// Passkeys (W3C Web Authentication, level 2).
@NullMarked
package org.khue.cloud.identity.internal.passkey;

import org.jspecify.annotations.NullMarked;
