/// Sign-in through the city (OpenID Connect Core 1.0).
@NullMarked
package org.khue.cloud.identity.internal.sso;

import org.jspecify.annotations.NullMarked;
