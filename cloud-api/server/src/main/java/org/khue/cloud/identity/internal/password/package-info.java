/// Passwords: rules, hashes, and the limits of guessing.
@NullMarked
package org.khue.cloud.identity.internal.password;

import org.jspecify.annotations.NullMarked;
